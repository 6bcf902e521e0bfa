package careers

import "testing"

func shipped(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatShipsIsWhole(t *testing.T) {
	t.Parallel()
	n := shipped(t).Counts()
	if n.Sectors != 5 || n.Roles != 73 || n.Steps != 89 || n.Routes != 73 || n.Employers != 21 || n.Providers != 8 {
		t.Errorf("%+v", n)
	}
}
