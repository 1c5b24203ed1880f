package tutorial

import (
	"regexp"
	"strings"
)

// varying is what differs from run to run and is not compared: durations, digests, dates.
var varying = []*regexp.Regexp{
	regexp.MustCompile(`\b\d+(\.\d+)?(ns|µs|ms|s)\b`),
	regexp.MustCompile(`\b[0-9a-f]{64}\b`),
	regexp.MustCompile(`\b20\d\d-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?Z?)?\b`),
	regexp.MustCompile(`\b\d\d:\d\d:\d\d\b`),
}

// same tells whether two outputs differ in nothing but what varies.
func same(a, b string) bool { return a == b || masked(a) == masked(b) }

func masked(text string) string {
	for _, one := range varying {
		text = one.ReplaceAllString(text, "~")
	}
	return text
}

// with is the page's text with what its commands print now, where it is not the same.
func (p Page) with(steps []step, outputs []string) string {
	texts := map[int]string{}
	for i, s := range steps {
		if !s.show {
			continue
		}
		output := clean(outputs[i])
		if same(s.shown, output) {
			output = s.shown
		}
		texts[s.block] += strings.Join(s.head, "") + output
	}
	var b strings.Builder
	at := 0
	for i, block := range p.blocks {
		text, runs := texts[i]
		if !runs {
			continue
		}
		b.WriteString(strings.Join(p.lines[at:block.first], ""))
		b.WriteString(text)
		at = block.end
	}
	b.WriteString(strings.Join(p.lines[at:], ""))
	return b.String()
}

// clean is an output as a page shows it: it ends with a newline, and no line ends with blanks.
func clean(output string) string {
	var b strings.Builder
	for line := range strings.Lines(output) {
		b.WriteString(strings.TrimRight(line, " \t\r\n"))
		b.WriteByte('\n')
	}
	return b.String()
}
