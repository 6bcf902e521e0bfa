package web

func (s *Site) publicRoutes() []Route { return nil }
