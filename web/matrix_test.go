package web

import (
	"net/http"
	"strings"
)

// claim says of one route who gets in, and what happens then. It is written by
// hand and not taken from the site's own table, which has to agree with it.
type claim struct {
	// in names who gets in: a group, or people. Nobody else does.
	in string
	// of names whose things the address or the form names, in turn, when a route
	// is about somebody's own: then only they get in.
	of string
	// form is what a POST sends.
	form string
	// path is what to ask for instead of the route's own path.
	path string
	// absent is the answer for what is not there, or not the asker's, when the
	// page says so itself instead of not being found.
	absent int
	// writes is the entry that looking at the page leaves in the audit.
	writes string
	// still names those for whom a POST rightly changes nothing.
	still string
}

// groups are the people that many routes are for.
var groups = map[string]string{
	"everybody": strings.Join(everyone, " "),
	"learners":  "visitor guest amira ben dina ella",
	"members":   "amira ben dina ella bell hall laing okafor nowak olu",
	"students":  "amira ben dina ella",
	"staff":     "bell hall laing okafor nowak",
	"admins":    "okafor nowak",
}

// owners are those of whose classes there is one to ask for.
const owners = "bell hall laing okafor"

// matrix is who gets in where. A word with a colon stands for a thing of the
// owner's, or for something that opens for whoever knows it.
var matrix = map[string]claim{
	"GET /":                                       {in: "everybody"},
	"GET /sectors":                                {in: "everybody"},
	"GET /sectors/:sector":                        {in: "everybody"},
	"GET /sectors/:sector/:specialism":            {in: "everybody"},
	"GET /roles":                                  {in: "everybody"},
	"GET /roles/:role":                            {in: "everybody"},
	"GET /compare":                                {in: "everybody", path: "/compare?role=podiatrist&role=dietitian"},
	"GET /employers":                              {in: "everybody"},
	"GET /search":                                 {in: "everybody", path: "/search?q=nurse"},
	"GET /how-this-works":                         {in: "everybody"},
	"GET /privacy":                                {in: "everybody"},
	"GET /accessibility":                          {in: "everybody"},
	"GET /cookies":                                {in: "everybody"},
	"GET /healthz":                                {in: "everybody"},
	"GET /readyz":                                 {in: "everybody"},
	"GET /static/*":                               {in: "everybody", path: ":static"},
	"GET /join":                                   {in: "everybody"},
	"POST /join":                                  {in: "everybody", form: "code=:joining", still: "everybody", absent: http.StatusUnprocessableEntity},
	"GET /join/:code":                             {in: "everybody", path: "/join/:joining", absent: http.StatusUnprocessableEntity},
	"POST /join/:code/seats":                      {in: "learners", path: "/join/:joining/seats", form: "seat=:free&password=:password", still: "amira ben", absent: http.StatusUnprocessableEntity},
	"GET /join/:code/seats/:seat":                 {in: "learners", path: "/join/:joining/seats/:taken", absent: http.StatusUnprocessableEntity},
	"POST /join/:code/seats/:seat":                {in: "learners", path: "/join/:joining/seats/:taken", form: "password=:password", absent: http.StatusUnprocessableEntity},
	"GET /sign-in":                                {in: "everybody"},
	"POST /sign-in":                               {in: "everybody", form: "name=:user-name&password=:password"},
	"POST /sign-out":                              {in: "everybody", still: "visitor"},
	"GET /sign-up":                                {in: "learners"},
	"POST /sign-up":                               {in: "learners", form: "name=:made-up&password=:password&old-enough=yes", still: "students"},
	"GET /recovery":                               {in: "learners"},
	"POST /recovery":                              {in: "learners", form: "name=:user-name&code=:recovery&password=:password"},
	"GET /password":                               {in: "members"},
	"POST /password":                              {in: "members", form: "current=:password&password=four loud otters sing"},
	"GET /invitations/:token":                     {in: "everybody", path: "/invitations/:invitation"},
	"POST /invitations/:token":                    {in: "everybody", path: "/invitations/:invitation", form: "name=Mr New&password=:password"},
	"GET /resets/:token":                          {in: "everybody", path: "/resets/:reset"},
	"POST /resets/:token":                         {in: "everybody", path: "/resets/:reset", form: "password=:password"},
	"GET /quiz":                                   {in: "learners"},
	"POST /quiz/attempt":                          {in: "learners", form: "length=starter", still: "guest"},
	"GET /quiz/attempt":                           {in: "learners"},
	"GET /quiz/questions/:n":                      {in: "learners"},
	"GET /quiz/choice":                            {in: "learners"},
	"GET /quiz/finish":                            {in: "learners"},
	"GET /quiz/code":                              {in: "learners"},
	"GET /quiz/resume":                            {in: "learners"},
	"POST /quiz/resume":                           {in: "learners", form: "code=:resume", absent: http.StatusUnprocessableEntity},
	"GET /quiz/clear":                             {in: "learners"},
	"POST /quiz/clear":                            {in: "learners", still: "visitor students"},
	"POST /quiz/answers":                          {of: "amira ella guest", form: "attempt=:open&item=:item&value=:value"},
	"POST /quiz/choice":                           {of: "amira ella guest", form: "attempt=:open&sector=pharma-manufacturing"},
	"POST /quiz/finish":                           {of: "amira ella guest", form: "attempt=:open"},
	"POST /quiz/code":                             {of: "amira ella guest", form: "attempt=:open", still: "amira ella"},
	"GET /results/:attempt":                       {of: "amira ella guest"},
	"POST /results/:attempt/disputes":             {of: "amira ella guest", form: "item=q01&note=Not me"},
	"GET /results/:attempt/held":                  {of: "amira ella guest"},
	"GET /quiz/pause":                             {in: "learners"},
	"GET /quiz/waiting":                           {in: "students"},
	"POST /quiz/hand":                             {in: "students", form: "up=yes"},
	"GET /where-i-am":                             {in: "learners"},
	"POST /where-i-am":                            {in: "learners", form: "year=10&grade-maths=6&kind-maths=predicted"},
	"GET /doors":                                  {in: "everybody"},
	"POST /doors/what-if":                         {in: "everybody", form: "subject=maths&grade=5", still: "everybody"},
	"GET /roles/:role/ways":                       {in: "everybody"},
	"GET /try-outs":                               {in: "everybody"},
	"GET /try-outs/:tryout":                       {in: "everybody"},
	"GET /me":                                     {in: "students"},
	"GET /plans":                                  {in: "students"},
	"GET /plans/new":                              {in: "students", path: "/plans/new?role=podiatrist"},
	"POST /plans":                                 {in: "students", form: "role=podiatrist&route=:route"},
	"GET /plans/:plan":                            {of: "amira ella"},
	"GET /plans/:plan.pdf":                        {of: "amira ella"},
	"GET /plans/:plan.ics":                        {of: "amira ella"},
	"GET /plans/:plan.json":                       {of: "amira ella"},
	"GET /plans/:plan/print":                      {of: "amira ella"},
	"GET /plans/:plan/changes":                    {of: "amira ella"},
	"POST /plans/:plan/changes":                   {of: "amira ella", form: "version=:version"},
	"POST /plans/:plan/steps":                     {of: "amira ella", form: "title=Visit the lab"},
	"GET /plans/:plan/steps/:step":                {of: "amira ella"},
	"POST /plans/:plan/steps/:step":               {of: "amira ella", form: "state=done&note=Ask&revision=:revision"},
	"POST /plans/:plan/steps/:step/position":      {of: "amira ella", form: "before="},
	"GET /plans/beside":                           {of: "amira ella", path: "/plans/beside?plan=:plan"},
	"GET /plans/:plan/history":                    {of: "amira ella"},
	"GET /plans/:plan/history/:version":           {of: "amira ella", path: "/plans/:plan/history/:kept"},
	"POST /plans/:plan/history/:version":          {of: "amira ella", path: "/plans/:plan/history/:kept", form: "revision=:newest"},
	"POST /plans/:plan/undo":                      {of: "amira ella", form: "revision=:newest"},
	"POST /plans/:plan/redo":                      {of: "amira ella", form: "revision=:newest"},
	"POST /plans/:plan/comments":                  {of: "amira ella", form: "text=I will ask"},
	"POST /plans/:plan/comments/:comment/removal": {of: "amira ella"},
	"POST /plans/:plan/main":                      {of: "amira ella"},
	"POST /plans/:plan/sharing":                   {of: "amira ella", form: "shared=no"},
	"GET /plans/:plan/removal":                    {of: "amira ella"},
	"POST /plans/:plan/removal":                   {of: "amira ella"},
	"GET /classes":                                {in: "staff"},
	"POST /classes":                               {in: "staff", form: "name=9A&year=9"},
	"GET /classes/:class":                         {of: owners},
	"POST /classes/:class/seats":                  {of: owners, form: "names=Zoe N"},
	"GET /classes/:class/roster":                  {of: owners},
	"POST /classes/:class/roster/preview":         {of: owners, form: "table=1\tZoe N\t9A&name=1&others=take", still: owners},
	"POST /classes/:class/roster":                 {of: owners, form: "table=1\tZoe N\t9A&name=1"},
	"GET /roster":                                 {in: "staff"},
	"POST /roster/preview":                        {in: "staff", form: "table=1\tZoe N\t9A&name=1&group=2", still: "staff"},
	"POST /roster":                                {in: "staff", form: "table=1\tZoe N\t9A&name=1&group=2"},
	"GET /classes/:class/cards":                   {of: owners},
	"POST /classes/:class/cards":                  {of: owners, form: "seat=:unjoined"},
	"GET /classes/:class/settings":                {of: owners},
	"POST /classes/:class/settings":               {of: owners, form: "name=9C&year=9"},
	"POST /classes/:class/teachers":               {of: owners, form: "email=:colleague"},
	"POST /classes/:class/archive":                {of: owners, form: "away=yes"},
	"POST /classes/:class/next-year":              {of: owners, form: "next=11B&away=yes"},
	"POST /classes/:class/moves":                  {of: owners, form: "to=:otherclass&seat=:seat"},
	"POST /classes/:class/lessons":                {of: owners, form: "length=full&join=open"},
	"GET /classes/:class/results":                 {of: owners},
	"GET /classes/:class/results.csv":             {of: owners, writes: "exported class results"},
	"GET /classes/:class/lesson-plan":             {of: owners},
	"GET /classes/:class/comparison":              {of: owners},
	"GET /classes/:class/results.xlsx":            {of: owners, writes: "exported class results"},
	"GET /classes/:class/report":                  {of: owners},
	"GET /classes/:class/evidence":                {of: owners},
	"GET /classes/:class/evidence.csv":            {of: owners, writes: "exported class evidence"},
	"GET /classes/:class/evidence.xlsx":           {of: owners, writes: "exported class evidence"},
	"POST /classes/:class/follow-ups":             {of: owners, form: "text=Add two actions&day="},
	"GET /classes/:class/follow-ups/:followup":    {of: owners},
	"POST /follow-ups/:followup":                  {in: "amira ben", path: "/follow-ups/:asked", form: "done=yes"},
	"GET /classes/:class/seats/:seat":             {of: owners, writes: "looked at a result"},
	"GET /classes/:class/seats/:seat/record":      {of: owners, writes: "looked at a result"},
	"GET /classes/:class/seats/:seat/record.pdf":  {of: owners, writes: "exported a pupil"},
	"GET /classes/:class/seats/:seat/plans/:plan": {of: owners},
	"POST /classes/:class/seats/:seat/release":    {of: owners},
	"POST /classes/:class/seats/:seat/reset":      {of: owners},
	"POST /classes/:class/seats/:seat/name":       {of: owners, form: "name=Zoe N"},
	"POST /classes/:class/seats/:seat/removal":    {of: owners},
	"POST /classes/:class/seats/:seat/admission":  {of: owners},
	"POST /classes/:class/seats/:seat/help":       {of: owners, form: "needed=yes"},
	"POST /classes/:class/seats/:seat/hidden":     {of: owners, form: "hide=yes"},
	"GET /lessons/:lesson":                        {of: owners},
	"GET /lessons/:lesson/board":                  {of: owners},
	"POST /lessons/:lesson/reveal":                {of: owners, still: owners}, // too few have finished
	"GET /lessons/:lesson/events":                 {of: owners},
	"POST /lessons/:lesson/pause":                 {of: owners, form: "pause=yes"},
	"POST /lessons/:lesson/end":                   {of: owners},
	"POST /lessons/:lesson/extension":             {of: owners},
	"GET /school":                                 {in: "admins"},
	"GET /school/picture":                         {in: "admins"},
	"GET /school/picture.csv":                     {in: "admins", writes: "exported the whole school"},
	"GET /school/audit":                           {in: "admins"},
	"GET /school/audit.csv":                       {in: "admins", writes: "exported the audit"},
	"POST /school/invitations":                    {in: "admins", form: "email=another@school.test"},
	"GET /school/roster":                          {in: "admins"},
	"POST /school/roster/preview":                 {in: "admins", form: "table=1\tZoe N\t9A&name=1&group=2", still: "admins"},
	"POST /school/roster":                         {in: "admins", form: "table=1\tZoe N\t9A&name=1&group=2"},
	"POST /school/people/:person/disabled":        {of: "okafor nowak"},
	"POST /school/people/:person/reset":           {of: "okafor nowak"},
	"POST /school/people/:person/who":             {of: "okafor nowak", form: "who=admin"},
	"POST /school/invitations/removal":            {of: "okafor nowak", form: "email=:invited"},

	"POST /classes/:class/follow-ups/:followup/closing": {of: owners},
	"POST /classes/:class/teachers/:teacher/removal":    {of: owners},

	"GET /classes/:class/seats/:seat/plans/:plan.pdf": {of: owners, writes: "exported a shared plan"},

	"POST /classes/:class/seats/:seat/plans/:plan/comments":                  {of: owners, form: "text=Look at the open day"},
	"POST /classes/:class/seats/:seat/plans/:plan/comments/:comment/removal": {of: owners},
	"POST /classes/:class/seats/:seat/plans/:plan/comments/:comment/hidden":  {of: owners, path: "/classes/:class/seats/:seat/plans/:plan/comments/:answer/hidden", form: "hide=yes"},
}

// people reads a list of names and groups.
func people(list string) []string {
	var names []string
	for _, word := range strings.Fields(list) {
		if group, ok := groups[word]; ok {
			names = append(names, people(group)...)
		} else {
			names = append(names, word)
		}
	}
	return names
}
