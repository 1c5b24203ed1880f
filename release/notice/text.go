package notice

import (
	"fmt"
	"slices"
	"strings"
)

const (
	heading = `Third-party software in graylane

Each text below is the licence, or a notice, of what is listed above it. graylane itself is under the Apache License 2.0.
`
	line = "================================================================================\n"
)

// Text is the notices of all components: each text once, under the names of those that it belongs to.
func Text(components []Component) []byte {
	var order []string // of texts, by their words
	owners, full := map[string][]string{}, map[string]string{}
	for _, c := range components {
		for _, text := range c.texts {
			key := words(text)
			if _, known := owners[key]; !known {
				order, full[key] = append(order, key), text
			}
			owners[key] = append(owners[key], c.title())
		}
	}
	var out strings.Builder
	out.WriteString(heading)
	for _, key := range order {
		fmt.Fprintf(&out, "\n%s%s\n%s\n%s\n", line, strings.Join(slices.Compact(owners[key]), "\n"), line, tidy(full[key]))
	}
	return []byte(out.String())
}

// words is a text without its layout: texts of the same words are one.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// tidy is a text with the line ends of Unix and none at its ends.
func tidy(text string) string {
	return strings.Trim(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

// title is a component's name and version. Go's own library has none here: its texts do not change with its patches, and whoever
// builds with another one has the same notices.
func (c Component) title() string {
	if c.Name == library {
		return c.Name
	}
	return c.Name + " " + c.Version
}
