package doors

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// node is a piece of JSON as it was written: a key that stands there twice is
// kept twice, so that it can be told.
type node struct {
	fields []field // of an object
	items  []node  // of a list
	value  any     // a string, json.Number, bool or nil
	kind   byte    // '{', '[' or 'v'
}

type field struct {
	key  string
	node node
}

const (
	longestProfile = 64 << 10 // bytes; a whole profile takes about two thousand
	deepestProfile = 6
)

// readTree reads one JSON document.
func readTree(in io.Reader) (node, error) {
	decoder := json.NewDecoder(io.LimitReader(in, longestProfile))
	decoder.UseNumber()
	root, err := readNode(decoder, 0)
	if err != nil {
		return node{}, fmt.Errorf("this is not the JSON we expect: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return node{}, errors.New("something follows the profile, or it is longer than 64 KB: give one JSON document")
	}
	return root, nil
}

func readNode(decoder *json.Decoder, depth int) (node, error) {
	token, err := decoder.Token()
	if err != nil {
		return node{}, err
	}
	if depth > deepestProfile {
		return node{}, errors.New("too many brackets inside each other")
	}
	switch token {
	case json.Delim('{'):
		return readObject(decoder, depth)
	case json.Delim('['):
		return readList(decoder, depth)
	}
	return node{kind: 'v', value: token}, nil
}

func readObject(decoder *json.Decoder, depth int) (node, error) {
	object := node{kind: '{'}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return node{}, err
		}
		value, err := readNode(decoder, depth+1)
		if err != nil {
			return node{}, err
		}
		name, _ := key.(string)
		object.fields = append(object.fields, field{name, value})
	}
	_, err := decoder.Token()
	return object, err
}

func readList(decoder *json.Decoder, depth int) (node, error) {
	list := node{kind: '['}
	for decoder.More() {
		item, err := readNode(decoder, depth+1)
		if err != nil {
			return node{}, err
		}
		list.items = append(list.items, item)
	}
	_, err := decoder.Token()
	return list, err
}
