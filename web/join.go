package web

func (s *Site) joinRoutes() []Route { return nil }
