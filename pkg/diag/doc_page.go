package diag

import (
	"bytes"
	"fmt"
	"strings"
)

// Doc is the catalogue as a page of Markdown, in the order of the codes.
func Doc() []byte {
	var b bytes.Buffer
	b.WriteString(`# Diagnostics

What graylane has to say about its input. Each finding has a stable code; it stands on stderr, and as a tag of
the results of the KRM function. With an error, the function, build and generate add nothing and exit with 1. Warnings
and infos can be [suppressed](config.md#findings-that-are-meant) by an annotation with a reason.

| code | severity | finding |
| --- | --- | --- |
`)
	for _, e := range Catalogue() {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", e.Code, strings.ToLower(string(e.Code)), e.Severity, e.Title)
	}
	for _, e := range Catalogue() {
		message := strings.NewReplacer("%s", "…", "%q", "“…”").Replace(e.Message)
		fmt.Fprintf(&b, "\n## %s\n\n%s (%s).\n\n> %s\n\n%s\n", e.Code, e.Title, e.Severity, message, e.Why)
		if e.Remedy != "" {
			fmt.Fprintf(&b, "What to do: %s\n", e.Remedy)
		}
	}
	return b.Bytes()
}
