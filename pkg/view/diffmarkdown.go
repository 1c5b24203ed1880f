package view

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// maxComment is as long as a comment on GitHub may be, in bytes, which are no fewer than the characters that GitHub counts:
// 65536, with some room for what others put around it.
const maxComment = 65000

// foldedRows is how many rows a table has that is folded away.
const foldedRows = 15

// diffMarkdown is the form for a comment on a pull request. It begins with a comment that nobody sees, by which a program finds it
// again, and is never longer than a comment may be: then the longest tables lose their ends.
func diffMarkdown(d Difference) ([]byte, error) {
	w := newWords(&d, markdownName, markdownProse)
	r := w.report()
	head := commentMarker(d.Topic) + "\n## graylane: what changes for each lane" + topicText(d.Topic) + "\n\n"
	foot := "\n<sub>" + markdownProse(d.Old) + " → " + markdownProse(d.New) + "</sub>\n"
	for _, limit := range []int{math.MaxInt, 200, 100, 50, 20, 10, 5, 2} {
		if page := head + r.markdown(limit) + foot; len(page) <= maxComment {
			return []byte(page), nil
		}
	}
	page := head + verdictText(r.verdict) + foot
	if len(page) > maxComment {
		page = commentMarker("") + "\n## graylane: what changes for each lane\n\nMore than a comment holds: run `graylane diff`.\n"
	}
	return []byte(page), nil
}

// commentMarker is the comment that nobody sees. It is the same for the same topic.
func commentMarker(topic string) string {
	if topic == "" {
		return "<!-- graylane-diff -->"
	}
	plain := regexp.MustCompile(`[^A-Za-z0-9._/, -]`).ReplaceAllString(topic, "_")
	plain = strings.ReplaceAll(plain, "--", "__")
	return "<!-- graylane-diff: " + plain[:min(len(plain), markdownLength)] + " -->"
}

func topicText(topic string) string {
	if topic == "" {
		return ""
	}
	return ", " + markdownProse(topic)
}

// verdictText is the verdict in one line, its first sentence and what is lost in bold.
func verdictText(verdict []string) string {
	bold := slices.Clone(verdict)
	for i, sentence := range bold {
		if i == 0 || strings.HasPrefix(sentence, lostWord) {
			bold[i] = "**" + sentence + "**"
		}
	}
	return strings.Join(bold, " ") + "\n"
}

// markdown is the verdict and the sections, with no more than a number of rows each, and of sections.
func (r *report) markdown(limit int) string {
	var out strings.Builder
	out.WriteString(verdictText(r.verdict))
	for i, s := range r.sections {
		switch {
		case i < limit || s.aside:
			out.WriteString("\n" + s.markdown(limit))
		case i == limit:
			out.WriteString("\nMore lanes change: `graylane diff` shows them all.\n")
		}
	}
	for _, note := range r.notes {
		out.WriteString("\n" + note + "\n")
	}
	return out.String()
}

// markdown is a table under a heading; it is folded away where it is long, or aside.
func (s *section) markdown(limit int) string {
	var out strings.Builder
	fmt.Fprintf(&out, "#### %s\n\n", s.heading())
	folded := s.aside || len(s.rows) > foldedRows
	if folded {
		fmt.Fprintf(&out, "<details><summary>%s</summary>\n\n", count(len(s.rows), "line"))
	}
	rows := s.rows[:min(len(s.rows), limit)]
	columns := s.columns(rows)
	fmt.Fprintf(&out, "| %s |\n|%s\n", strings.Join(columns.of(s.head), " | "), strings.Repeat(" --- |", len(columns)))
	for _, row := range rows {
		row[0] = "`" + row[0] + "`"
		fmt.Fprintf(&out, "| %s |\n", strings.Join(columns.of(row), " | "))
	}
	if more := len(s.rows) - len(rows); more > 0 {
		fmt.Fprintf(&out, "\n… and %d more.\n", more)
	}
	if folded {
		out.WriteString("\n</details>\n")
	}
	return out.String()
}

// heading is the title, as a sentence begins.
func (s *section) heading() string { return strings.ToUpper(s.title[:1]) + s.title[1:] }

// columns are those of a table that have something in them.
type columns []int

func (s *section) columns(rows [][4]string) columns {
	var used columns
	for i := range 4 {
		if slices.ContainsFunc(rows, func(row [4]string) bool { return row[i] != "" }) {
			used = append(used, i)
		}
	}
	return used
}

func (c columns) of(row [4]string) []string {
	var cells []string
	for _, i := range c {
		cells = append(cells, row[i])
	}
	return cells
}
