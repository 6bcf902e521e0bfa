package web

import "pathways/quizzes/careers"

// roleCard is a role as it stands in a list.
func (s *Site) roleCard(role *careers.Role, why string) roleCard {
	return roleCard{
		Sector: role.Sector, SectorName: s.sectorName(role.Sector), Path: "/roles/" + role.ID,
		Name: role.Name, Hook: role.Hook, Why: why, Level: role.EntryLevel, Words: levelWords(role.EntryLevel),
	}
}

// levelWords say what a student needs to have reached when a role begins, by
// the level of the Regulated Qualifications Framework.
func levelWords(level int) string {
	switch level {
	case 2:
		return "level 2: GCSEs"
	case 3:
		return "level 3: A levels or T Level"
	case 4:
		return "level 4: higher apprenticeship"
	case 5:
		return "level 5: foundation degree"
	case 6:
		return "level 6: degree"
	case 7, 8:
		return "level 7: master's or longer"
	}
	return "level 1: no grades needed"
}
