package quizzes

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// packing is the form of packed sheets; it goes first, so that it can change.
const packing = 1

// times are the seconds that a packed answer can hold: every half second up to
// ten, then coarser. Zero stands for an answer without a time.
var times = [32]float64{
	0, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10,
	12, 14, 16, 20, 24, 30, 36, 44, 52, 60,
}

// unknownBits stand for Unknown where a rating is packed into three bits.
const unknownBits = 5

var errPacked = errors.New("the packed answers are damaged")

// Pack writes a sheet in one byte an answer and a bit an item. The bytes are for
// this version of the quiz only, and mean the same for ever: each item is named
// by its place in the file, which never changes within a version. Ratings and
// seed come back exactly, times as the half second that was full.
func (q *Quiz) Pack(sheet Sheet) []byte {
	packed := []byte{packing, 0}
	if sheet.Length == Starter {
		packed[1] = 1
	}
	packed = binary.AppendVarint(packed, sheet.Seed)
	asked := make([]byte, (len(q.Items)+7)/8)
	var answers []byte
	for i := range q.Items {
		id := q.Items[i].ID
		rating, ok := sheet.Ratings[id]
		if !ok {
			continue
		}
		asked[i/8] |= 1 << (i % 8)
		bits := byte(unknownBits)
		if rating != Unknown {
			bits = byte(rating - Lowest)
		}
		answers = append(answers, bits|timeBits(sheet, id)<<3)
	}
	return append(append(packed, asked...), answers...)
}

// timeBits is the place of an answer's time in times.
func timeBits(sheet Sheet, id string) byte {
	seconds, timed := sheet.Seconds[id]
	if !timed {
		return 0
	}
	at := 1
	for at+1 < len(times) && times[at+1] <= seconds {
		at++
	}
	return byte(at)
}

// Unpack reads what Pack wrote. Damaged bytes are an error, never a guess.
func (q *Quiz) Unpack(packed []byte) (Sheet, error) {
	sheet := Sheet{Length: Full, Ratings: map[string]Rating{}, Seconds: map[string]float64{}}
	if len(packed) < 3 || packed[0] != packing || packed[1] > 1 {
		return sheet, errPacked
	}
	if packed[1] == 1 {
		sheet.Length = Starter
	}
	seed, n := binary.Varint(packed[2:])
	size := (len(q.Items) + 7) / 8
	if n <= 0 || len(packed) < 2+n+size {
		return sheet, errPacked
	}
	sheet.Seed = seed
	asked, answers := packed[2+n:2+n+size], packed[2+n+size:]
	for i := range q.Items {
		if asked[i/8]&(1<<(i%8)) == 0 {
			continue
		}
		if len(answers) == 0 || answers[0]&7 > unknownBits {
			return sheet, fmt.Errorf("%w: item %d of %s version %d", errPacked, i+1, q.Key, q.Version)
		}
		q.unpackAnswer(sheet, q.Items[i].ID, answers[0])
		answers = answers[1:]
	}
	if len(answers) > 0 {
		return sheet, errPacked
	}
	return sheet, nil
}

func (q *Quiz) unpackAnswer(sheet Sheet, id string, answer byte) {
	rating := Unknown
	if bits := answer & 7; bits != unknownBits {
		rating = Rating(bits) + Lowest
	}
	sheet.Ratings[id] = rating
	if at := answer >> 3; at > 0 {
		sheet.Seconds[id] = times[at]
	}
}
