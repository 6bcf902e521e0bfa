package web

import (
	"sync"

	"golang.org/x/time/rate"
)

// A session may change this many things a second, and this many at once: far
// above the quickest pupil, far below a script.
const (
	writesPerSecond = 5
	writesAtOnce    = 60
	allowanceSize   = 20_000
)

// What takes a processor long to draw, a session may ask for this often.
const (
	drawingsPerSecond = 0.5
	drawingsAtOnce    = 10
)

// newArrivals lets in new accounts of the whole site: a school of 1,500 comes in
// one minute from one address, so nobody is counted by address, and a script
// that makes accounts is held to what two schools need.
func newArrivals() *rate.Limiter { return rate.NewLimiter(accountsAMinute/60, accountsAMinute) }

const accountsAMinute = 3_000

// allowance is a bounded set of token buckets, one a key.
type allowance struct {
	mu      sync.Mutex
	rate    rate.Limit
	atOnce  int
	buckets map[int64]*rate.Limiter
}

func newAllowance(perSecond rate.Limit, atOnce int) *allowance {
	return &allowance{rate: perSecond, atOnce: atOnce, buckets: map[int64]*rate.Limiter{}}
}

// allows takes one token of the key, if there is one.
func (a *allowance) allows(key int64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	bucket, ok := a.buckets[key]
	if !ok {
		a.makeRoom()
		bucket = rate.NewLimiter(a.rate, a.atOnce)
		a.buckets[key] = bucket
	}
	return bucket.Allow()
}

// makeRoom forgets the buckets that are full again, and if there are none, any.
func (a *allowance) makeRoom() {
	if len(a.buckets) < allowanceSize {
		return
	}
	for key, bucket := range a.buckets {
		if bucket.Tokens() >= float64(a.atOnce) {
			delete(a.buckets, key)
		}
	}
	for key := range a.buckets {
		if len(a.buckets) < allowanceSize {
			return
		}
		delete(a.buckets, key)
	}
}
