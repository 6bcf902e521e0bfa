package web

func (s *Site) quizRoutes() []Route { return nil }
