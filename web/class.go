package web

func (s *Site) classRoutes() []Route { return nil }
