package web

func (s *Site) schoolRoutes() []Route { return nil }
