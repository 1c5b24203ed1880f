package view

// branch is a line of a tree, with the lines below it.
type branch struct {
	cells []string // as those of a table; the first stands behind the lines that are drawn
	below []*branch
}

// grow adds a tree to a table: its branches, each with what is below it.
func (t *table) grow(p Paint, branches []*branch) {
	for _, b := range branches {
		*t = append(*t, b.cells)
		t.below(p, b.below, "")
	}
}

// below adds the branches under one whose lines stand behind a margin.
func (t *table) below(p Paint, branches []*branch, margin string) {
	for i, b := range branches {
		joint, next := joints(i, len(branches))
		cells := append([]string{p.Faint(margin+joint) + b.cells[0]}, b.cells[1:]...)
		*t = append(*t, cells)
		t.below(p, b.below, margin+next)
	}
}

// joints are what is drawn before one of a number of branches, and before what is below it.
func joints(i, number int) (joint, next string) {
	if i == number-1 {
		return "└─ ", "   "
	}
	return "├─ ", "│  "
}
