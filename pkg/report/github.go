package report

import (
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
)

// github is the form of the workflow commands by which GitHub Actions annotates files
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). The most serious come first, since it
// shows ten of each severity in a step. The last line is for the log alone.
func github(r Report) ([]byte, error) {
	commands := map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "notice"}
	var out strings.Builder
	for _, d := range r.Found {
		var properties []string
		if d.Place.File != "" && d.Place.File != stdin {
			properties = append(properties, "file="+property(d.Place.File))
			if d.Place.Line > 0 {
				properties = append(properties, "line="+strconv.Itoa(d.Place.Line))
			}
		}
		properties = append(properties, "title="+property(string(d.Code)+": "+title(d.Code)))
		out.WriteString("::" + commands[d.Severity] + " " + strings.Join(properties, ",") + "::" + data(annotation(d)) + "\n")
	}
	out.WriteString(r.summary() + "\n")
	return []byte(out.String()), nil
}

// stdin is the file of what was read from standard input.
const stdin = "-"

// annotation is the text of a finding: what it is about, what is wrong, and what to do in a line of its own.
func annotation(d diag.Diagnostic) string {
	about := d.Object.String()
	if d.Field != "" {
		about = strings.TrimSpace(about + " " + d.Field)
	}
	if about != "" {
		about += ": "
	}
	lines := quote.Line(about + d.Message)
	if d.Remedy != "" {
		lines += "\n" + quote.Line(d.Remedy)
	}
	return lines
}

// data escapes the text of a command, and property one of its properties
// (https://github.com/actions/toolkit, packages/core/src/command.ts).
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(quote.Line(s)))
}
