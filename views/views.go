// Package views holds the templates of all pages, one folder a subject.
package views

import "embed"

// Files are the templates, named by folder and file: "quiz/question.html".
//
//go:embed */*.html
var Files embed.FS
