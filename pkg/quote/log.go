package quote

import "strings"

// LogLine is Line for the log of a job of GitHub Actions as well, which obeys lines that begin with :: after white space, and
// ##[ wherever it stands (https://github.com/actions/runner, ActionCommand.cs): a backslash stands in their way.
func LogLine(s string) string {
	s = strings.ReplaceAll(Line(s), "##[", `##\[`)
	if strings.HasPrefix(strings.TrimSpace(s), "::") {
		return `\` + s
	}
	return s
}
