package models_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"pathways/models"
	"pathways/models/migrations"
	"pathways/models/testdb"
)

var records = []any{
	models.Setting{},
	models.School{},
	models.User{},
	models.Session{},
	models.Failure{},
	models.Link{},
	models.AuditEntry{},
	models.Class{},
	models.ClassTeacher{},
	models.Seat{},
	models.Lesson{},
	models.Attempt{},
	models.Answer{},
	models.Dispute{},
	models.Plan{},
	models.PlanStep{},
	models.PlanVersion{},
	models.PlanComment{},
	models.Profile{},
	models.FollowUp{},
	models.FollowUpMark{},
}

func TestTheTablesAreThoseOfTheStructs(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		_, pool, err := models.Pools(db)
		ok(t, err)
		var names []string
		for _, record := range records {
			parsed := must[*schema.Schema](t)(schema.Parse(record, &sync.Map{}, schema.NamingStrategy{}))
			names = append(names, parsed.Table)
			rows, err := pool.QueryContext(ctx, "SELECT * FROM "+parsed.Table)
			if err != nil {
				t.Error(err)
				continue
			}
			columns := must[[]string](t)(rows.Columns())
			ok(t, rows.Close())
			fields := slices.Clone(parsed.DBNames)
			slices.Sort(columns)
			slices.Sort(fields)
			if !slices.Equal(columns, fields) {
				t.Errorf("%s has the columns %v, its struct the fields %v", parsed.Table, columns, fields)
			}
		}
		if !slices.Equal(names, models.Tables) {
			t.Errorf("a backup copies %v, the structs are of %v", models.Tables, names)
		}
	})
}

func TestEveryTimeIsKeptAsMicroseconds(t *testing.T) {
	t.Parallel()
	for _, record := range records {
		parsed := must[*schema.Schema](t)(schema.Parse(record, &sync.Map{}, schema.NamingStrategy{}))
		for _, field := range parsed.Fields {
			if strings.HasSuffix(field.FieldType.String(), "time.Time") && field.TagSettings["SERIALIZER"] != "micros" {
				t.Errorf("%s.%s is not kept as microseconds", parsed.Name, field.Name)
			}
			if field.AutoCreateTime != 0 || field.AutoUpdateTime != 0 {
				t.Errorf("%s.%s is set behind our back", parsed.Name, field.Name)
			}
		}
	}
}

func TestBothDatabasesHaveTheSameMigrations(t *testing.T) {
	t.Parallel()
	lite := must[[]string](t)(fs.Glob(migrations.FS, "sqlite/*.sql"))
	post := must[[]string](t)(fs.Glob(migrations.FS, "postgres/*.sql"))
	for i := range lite {
		lite[i] = path.Base(lite[i])
	}
	for i := range post {
		post[i] = path.Base(post[i])
	}
	if !slices.Equal(lite, post) || int64(len(lite)) != models.SchemaVersion {
		t.Errorf("sqlite has %v, postgres %v, newest is %d", lite, post, models.SchemaVersion)
	}
}

func TestMigratingTwiceIsMigratingOnceAndReplicasWaitForOneAnother(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{testdb.EmptyPostgres(t), testdb.SQLite(t)} {
		var starts sync.WaitGroup
		for range 3 {
			starts.Go(func() {
				db, err := models.Open(ctx, dsn, models.Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		starts.Wait()
		db := testdb.Open(t, dsn, models.Options{})
		newStudent(t, db)
		ok(t, db.Ready(ctx))
	}
}

// misused are the ways of GORM that save too much, too little or somebody
// else's, and what SQLite and PostgreSQL read differently.
var misused = map[string]string{
	"Save":          "writes every column",
	"FirstOrCreate": "looks before it writes",
	"FirstOrInit":   "looks before it writes",
	"AutoMigrate":   "rebuilds tables",
	"G":             "swells the program; take, list and the rest of query.go",
	"Updates":       "skips zero values",
	"Assign":        "hides what is written",
	"Unscoped":      "there is no soft delete",
	"Or":            "ends a condition about whose it is",
	"Not":           "takes struct conditions",
	"First":         "orders by a key that nobody named; Take",
	"Last":          "orders by a key that nobody named; Take",
}

func TestGORMIsUsedInTheWaysThatAreSafe(t *testing.T) {
	t.Parallel()
	files := must[[]string](t)(filepath.Glob("*.go"))
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		parsed := must[*ast.File](t)(parser.ParseFile(set, file, nil, 0))
		ast.Inspect(parsed, func(node ast.Node) bool {
			call, isCall := node.(*ast.CallExpr)
			if !isCall {
				return true
			}
			function := call.Fun
			if generic, ofType := function.(*ast.IndexExpr); ofType {
				function = generic.X
			}
			selector, isMethod := function.(*ast.SelectorExpr)
			if !isMethod {
				return true
			}
			name := selector.Sel.Name
			if why, bad := misused[name]; bad {
				t.Errorf("%s: %s %s", set.Position(call.Pos()), name, why)
			}
			if name == "Where" && !constant(call.Args[0]) {
				t.Errorf("%s: a condition is a constant text with ? in it", set.Position(call.Pos()))
			}
			return true
		})
	}
}

// constant reports whether an expression is made of texts and of names, which
// in this package are constants, never what somebody typed.
func constant(expression ast.Expr) bool {
	switch it := expression.(type) {
	case *ast.BasicLit:
		return it.Kind == token.STRING
	case *ast.Ident:
		return slices.Contains([]string{"owned", "taught", "kept", "seatTaught", "lessonTaught", "which"}, it.Name)
	case *ast.BinaryExpr:
		return it.Op == token.ADD && constant(it.X) && constant(it.Y)
	}
	return false
}

func TestEveryStoreTakesAContextFirst(t *testing.T) {
	t.Parallel()
	db := reflect.TypeFor[models.DB]()
	for i := range db.NumField() {
		field := db.Field(i)
		if !field.IsExported() {
			continue
		}
		for m := range field.Type.NumMethod() {
			method := field.Type.Method(m)
			if method.Type.NumIn() < 2 || method.Type.In(1).String() != "context.Context" {
				t.Errorf("%s.%s takes no context", field.Name, method.Name)
			}
		}
	}
}
