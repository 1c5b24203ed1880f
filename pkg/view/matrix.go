package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/lane"
)

// The marks of the matrix's cells.
const (
	beginning = ">"
	fallen    = "~"
	missed    = lost
	spread    = "|"
	failing   = "!"
	unsure    = "?"
	nowhere   = "·"
)

// legend is what the marks say.
var legend = [...][2]string{
	{beginning, "requests begin here"},
	{fallen, "the baseline, without a version of the lane"},
	{missed, "not the version of the lane, which there is"},
	{spread, "no rule chooses"},
	{failing, "requests fail"},
	{unsure, "not graylane's to say"},
	{"()", "from callers that are not reached"},
	{nowhere, "no request comes here"},
}

// matrix is a table of Services and lanes, and what its marks mean.
func (p *explainer) matrix(m lane.Matrix) string {
	header := []string{"SERVICE"}
	for _, l := range m.Lanes {
		header = append(header, p.laneText(l))
	}
	t := table{header}
	for _, r := range m.Rows {
		cells := []string{p.service(r.Service)}
		for _, c := range r.Cells {
			cells = append(cells, p.cell(c))
		}
		t.add(cells...)
	}
	text := t.text(p.Paint)
	if text == "" {
		return ""
	}
	var used []string
	for _, mark := range legend {
		if slices.ContainsFunc(m.Rows, func(r lane.Row) bool {
			return slices.ContainsFunc(r.Cells, func(c lane.Cell) bool { return marks(c, mark[0]) })
		}) {
			used = append(used, mark[0]+" "+mark[1])
		}
	}
	if len(used) > 0 {
		text += p.Paint.Faint(strings.Join(used, "; ")+".") + "\n"
	}
	return text
}

// markOf is the mark of a landing; empty where it has none.
func markOf(l lane.Landing) string {
	switch l.How {
	case lane.FellBack:
		return fallen
	case lane.Missed:
		return missed
	case lane.Spread:
		return spread
	case lane.Failing:
		return failing
	case lane.Unknown:
		return unsure
	}
	return ""
}

// marks tells whether a cell has a mark.
func marks(c lane.Cell, mark string) bool {
	switch mark {
	case beginning:
		return c.Begins
	case nowhere:
		return len(c.Landings) == 0
	case "()":
		return slices.ContainsFunc(c.Landings, func(l lane.Landing) bool { return !l.Reached })
	}
	return slices.ContainsFunc(c.Landings, func(l lane.Landing) bool { return markOf(l) == mark })
}

// cell is the versions where requests land, each with its mark.
func (p *explainer) cell(c lane.Cell) string {
	var cells, among []string
	for _, l := range c.Landings {
		switch text := versionText(l); {
		case l.How == lane.Spread && l.Reached:
			among = append(among, text)
		case l.Reached:
			cells = append(cells, p.how(l, text+strings.TrimPrefix(markOf(l), spread)))
		default:
			cells = append(cells, "("+text+strings.TrimPrefix(markOf(l), spread)+")")
		}
	}
	if len(among) > 0 {
		cells = append(cells, strings.Join(among, spread))
	}
	text := cmp.Or(list(cells), nowhere)
	if c.Begins {
		text = beginning + text
	}
	return text
}

// how is a cell's text in the colour of gaps where requests do not come to where they should.
func (p *explainer) how(l lane.Landing, text string) string {
	if l.How == lane.Missed || l.How == lane.Failing {
		return p.Paint.Gap(text)
	}
	return text
}

// versionText is a version in a cell: all where pods have none, nothing where it is not known.
func versionText(l lane.Landing) string {
	switch {
	case l.Version != "":
		return name(l.Version)
	case l.How == lane.Unknown, l.How == lane.Failing:
		return ""
	case l.How == lane.Spread:
		return "unlabelled"
	}
	return "all"
}
