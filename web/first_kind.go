package web

// kindOfFirst is what can come first: a sector, or, without an id, nothing.
type kindOfFirst struct{ ID, Name string }

// kindChart is a kind, or a measure, with its columns.
type kindChart struct {
	kindOfFirst
	Chart chart
}

// kindsOfFirst are the sectors in the order of the street, and no favourite.
func (s *Site) kindsOfFirst() []kindOfFirst {
	var kinds []kindOfFirst
	for _, sector := range s.careers.Sectors {
		kinds = append(kinds, kindOfFirst{sector.ID, sector.Name})
	}
	return append(kinds, kindOfFirst{"", "No clear favourite"})
}
