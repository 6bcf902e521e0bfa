package web

import (
	"fmt"
	"math"

	"pathways/models"
	"pathways/quizzes"
)

type sectorBar struct {
	ID, Name     string
	First, Share int
}

type meanBar struct {
	Name        string
	Mean        float64
	From, Width int
}

// picture is what a class's results add up to.
type picture struct {
	site  *Site
	rows  []seatRow
	first map[string]int
	sums  map[string]float64
	names []quizzes.DimensionScore
	given []given
	count int
}

func (s *Site) newPicture() *picture {
	return &picture{site: s, first: map[string]int{}, sums: map[string]float64{}}
}

// add scores a result, by the version it was answered with.
func (p *picture) add(result models.PackedResult) (quizzes.Ranking, error) {
	quiz, sheet, err := p.site.unpacked(result)
	if err != nil {
		return quizzes.Ranking{}, err
	}
	ranking := quiz.Score(sheet)
	p.count++
	if ranking.Ranked {
		p.first[ranking.Sectors[0].ID]++
	}
	for _, d := range ranking.Dimensions {
		p.sums[d.ID] += d.Score
	}
	p.names = ranking.Dimensions
	p.given = append(p.given, given{quiz, sheet})
	return ranking, nil
}

// unpacked is a result with the version of the quiz that it was answered with.
func (s *Site) unpacked(result models.PackedResult) (*quizzes.Quiz, quizzes.Sheet, error) {
	quiz, ok := s.quizzes.Find(result.QuizKey, result.QuizVersion)
	if !ok {
		return nil, quizzes.Sheet{}, fmt.Errorf("a result needs quiz %s version %d", result.QuizKey, result.QuizVersion)
	}
	sheet, err := quiz.Unpack(result.Packed)
	return quiz, sheet, err
}

// gist is what is counted of a result.
func (s *Site) gist(result models.PackedResult) (quizzes.Gist, error) {
	quiz, sheet, err := s.unpacked(result)
	if err != nil {
		return quizzes.Gist{}, err
	}
	return quiz.Gist(sheet), nil
}

// classPicture adds up the newest result of every seat.
func (s *Site) classPicture(seats []models.SeatResult) (*picture, error) {
	p := s.newPicture()
	for _, seat := range seats {
		row := seatRow{SeatResult: seat}
		if seat.AttemptPublicID != "" {
			ranking, err := p.add(seat.PackedResult)
			if err != nil {
				return nil, err
			}
			if row.Ranked = ranking.Ranked; row.Ranked {
				row.First, row.Second = ranking.Sectors[0].Name, ranking.Sectors[1].Name
			}
		}
		p.rows = append(p.rows, row)
	}
	return p, nil
}

// bars are the shares of first places, in the order of the street.
func (p *picture) bars() []sectorBar {
	var bars []sectorBar
	for _, sector := range p.site.careers.Sectors {
		bar := sectorBar{ID: sector.ID, Name: sector.Name, First: p.first[sector.ID]}
		if p.count > 0 {
			bar.Share = 100 * bar.First / p.count
		}
		bars = append(bars, bar)
	}
	return bars
}

// unclear is how many results name no favourite.
func (p *picture) unclear() int {
	ranked := 0
	for _, n := range p.first {
		ranked += n
	}
	return p.count - ranked
}

// means are the class's means, drawn left or right of the middle; a mean of two
// steps fills the half.
func (p *picture) means() []meanBar {
	var bars []meanBar
	for _, d := range p.names {
		mean := p.sums[d.ID] / float64(p.count)
		width := int(math.Min(math.Abs(mean)/2, 1) * 50)
		bar := meanBar{Name: d.Name, Mean: mean, From: 50, Width: width}
		if mean < 0 {
			bar.From = 50 - width
		}
		bars = append(bars, bar)
	}
	return bars
}

// most is how often the sector came first that did so most often.
func (p *picture) most() int {
	most := 0
	for _, n := range p.first {
		most = max(most, n)
	}
	return most
}

// skyline is the class as a street, without names.
func (p *picture) skyline() []building {
	most := max(1, p.most())
	var street []building
	for i, sector := range p.site.careers.Sectors {
		height := lowest + (highest-lowest)*p.first[sector.ID]/most
		street = append(street, building{
			ID: sector.ID, Lit: p.first[sector.ID] == most, Left: firstHouse + houseStep*i, Top: ground - height, Height: height, Windows: height - 24,
		})
	}
	return street
}
