package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A sign-in has so many live pages open, and the program rests for so long before
// its memory is read: Go collects what is not needed within two minutes.
const (
	pagesASession = 5
	restsFor      = 130 * time.Second
)

// pagesMemory is how much more the program needs with so many live pages open, in
// MB: its heap and stacks after a collection.
func (r *room) pagesMemory(ctx context.Context, pages int, metrics string) (figure, error) {
	var grown figure
	var sessions []*room
	for range (pages + pagesASession - 1) / pagesASession {
		other, err := signedIn(ctx, r.school)
		if err != nil {
			return grown, err
		}
		sessions = append(sessions, &room{browser: other, lesson: r.lesson})
	}
	before, err := rested(ctx, metrics)
	if err != nil {
		return grown, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var open sync.WaitGroup
	defer open.Wait()
	defer cancel()
	for i := range pages {
		open.Go(func() { sessions[i/pagesASession].stream(ctx, func() {}) })
	}
	after, err := rested(ctx, metrics)
	grown.add(after - before)
	return grown, err
}

// rested is what the program needs in MB when it has rested.
func rested(ctx context.Context, metrics string) (float64, error) {
	if err := pause(ctx, restsFor); err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+metrics+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	reply, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0, err
	}
	defer reply.Body.Close()
	needed, found := 0.0, 0
	for lines := bufio.NewScanner(reply.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if name != "go_memstats_heap_alloc_bytes" && name != "go_memstats_stack_inuse_bytes" {
			continue
		}
		bytes, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return 0, err
		}
		needed, found = needed+bytes/1e6, found+1
	}
	if found != 2 {
		return 0, fmt.Errorf("the memory is not among the metrics at %s", metrics)
	}
	return needed, nil
}

// freeAddress is one of this machine where nothing listens now.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
