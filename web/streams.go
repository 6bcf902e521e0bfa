package web

import "sync"

// mostStreams is how many streams of events a session may have open at once: the
// teacher's own view and the projector's, each in a tab or two more.
const mostStreams = 6

// openStreams are the streams of each session, the oldest first.
type openStreams struct {
	mu   sync.Mutex
	ends map[int64][]chan struct{}
}

func newOpenStreams() *openStreams { return &openStreams{ends: map[int64][]chan struct{}{}} }

// begin counts a stream of a session, and answers with what tells it to make room
// for a newer one. Whoever begins one leaves it.
func (o *openStreams) begin(session int64) chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	end := make(chan struct{})
	streams := append(o.ends[session], end)
	if len(streams) > mostStreams {
		close(streams[0])
		streams = streams[1:]
	}
	o.ends[session] = streams
	return end
}

// leave counts a stream no more.
func (o *openStreams) leave(session int64, end chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	streams := o.ends[session]
	for i := range streams {
		if streams[i] == end {
			o.ends[session] = append(streams[:i:i], streams[i+1:]...)
			break
		}
	}
	if len(o.ends[session]) == 0 {
		delete(o.ends, session)
	}
}
