package web

func (s *Site) planRoutes() []Route { return nil }
