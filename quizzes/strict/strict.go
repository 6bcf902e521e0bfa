// Package strict reads JSON that people write by hand, and forgives no slip: one
// document, of a sensible size, in which a key that stands there twice can be told.
package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Node is a piece of JSON as it was written: a key that stands there twice is
// kept twice, so that it can be told.
type Node struct {
	Fields []Field // of an object
	Items  []Node  // of a list
	Value  any     // a string, json.Number, bool or nil
	Kind   byte    // Object, List or Value
}

// Field is one of an object, in the order of the file.
type Field struct {
	Key  string
	Node Node
}

// The kinds of node.
const (
	Object = '{'
	List   = '['
	Value  = 'v'
)

const (
	longest = 64 << 10 // bytes; a whole profile takes about two thousand
	deepest = 6
)

// Read reads one JSON document; what names it in errors: "the profile".
func Read(in io.Reader, what string) (Node, error) {
	text, err := io.ReadAll(io.LimitReader(in, longest+1))
	if err != nil {
		return Node{}, err
	}
	if len(text) > longest {
		return Node{}, fmt.Errorf("%s cannot be read: there is more than 64 KB", what)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	root, err := readNode(decoder, 0)
	if err != nil {
		return Node{}, fmt.Errorf("%s cannot be read as JSON: %w", what, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Node{}, fmt.Errorf("something follows %s: give one JSON document", what)
	}
	return root, nil
}

func readNode(decoder *json.Decoder, depth int) (Node, error) {
	token, err := decoder.Token()
	if err != nil {
		return Node{}, err
	}
	if depth > deepest {
		return Node{}, errors.New("too many brackets inside each other")
	}
	switch token {
	case json.Delim('{'):
		return readObject(decoder, depth)
	case json.Delim('['):
		return readList(decoder, depth)
	}
	return Node{Kind: Value, Value: token}, nil
}

func readObject(decoder *json.Decoder, depth int) (Node, error) {
	object := Node{Kind: Object}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return Node{}, err
		}
		value, err := readNode(decoder, depth+1)
		if err != nil {
			return Node{}, err
		}
		name, _ := key.(string)
		object.Fields = append(object.Fields, Field{name, value})
	}
	_, err := decoder.Token()
	return object, err
}

func readList(decoder *json.Decoder, depth int) (Node, error) {
	list := Node{Kind: List}
	for decoder.More() {
		item, err := readNode(decoder, depth+1)
		if err != nil {
			return Node{}, err
		}
		list.Items = append(list.Items, item)
	}
	_, err := decoder.Token()
	return list, err
}

// Twice lists the keys that stand more than once in an object, each once.
func (n Node) Twice() []string {
	var twice []string
	seen := map[string]int{}
	for _, f := range n.Fields {
		if seen[f.Key]++; seen[f.Key] == 2 {
			twice = append(twice, f.Key)
		}
	}
	return twice
}
