package careers

import "slices"

// Stage is one stage of a route: the step that is usual, and the others that are
// open to new starters.
type Stage struct {
	*Step
	Others []*Step
}

// StagesOf are the stages of a route, each with the first open step that may
// follow the one before.
func (c *Catalogue) StagesOf(route *Route) []Stage {
	var list []Stage
	before := ""
	for _, ids := range route.Stages {
		step := c.usual(ids, before)
		if step == nil {
			continue
		}
		one := Stage{Step: step}
		for _, id := range ids {
			if other, ok := c.steps[id]; ok && other != step && !other.Closed() {
				one.Others = append(one.Others, other)
			}
		}
		list, before = append(list, one), step.ID
	}
	return list
}

// usual is the first step of a stage that is open and may follow the step before.
func (c *Catalogue) usual(ids []string, before string) *Step {
	var first *Step
	for _, id := range ids {
		step, ok := c.steps[id]
		if !ok || step.Closed() {
			continue
		}
		if before == "" || slices.Contains(step.After, before) {
			return step
		}
		if first == nil {
			first = step
		}
	}
	return first
}
