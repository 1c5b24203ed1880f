package configfile

import (
	"iter"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
	"github.com/magiconair/properties"
)

// readProperties reads Java properties, of which the last of a name counts
// (https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html#load-java.io.Reader-). Spring's files have
// several documents (https://docs.spring.io/spring-boot/reference/features/external-config.html).
func readProperties(text string) ([]setting.Group, bool) {
	var w writer
	known := map[string]int{}
	for number, line := range logicalLines(text) {
		if w.full() {
			break
		}
		if separates(line) {
			w.end()
			clear(known)
			continue
		}
		name, value, ok := property(line)
		s := setting.Setting{Name: name, Field: onLine(number), Value: value}
		if at, repeated := known[name]; repeated && ok {
			w.group[at] = s
		} else if ok {
			known[name] = len(w.group)
			w.add(s)
		}
	}
	return w.done(), true
}

// logicalLines are the lines of properties, those joined that a backslash continues, with the number of the first. Of
// comments it has those alone that separate documents.
func logicalLines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		var logical strings.Builder
		number, first, continued := 0, 0, false
		for line := range strings.Lines(text) {
			number++
			part := strings.TrimLeft(strings.TrimRight(line, "\n"), " \t\f")
			if !continued {
				if part == "" || (part[0] == '#' || part[0] == '!') && !separates(line) {
					continue
				}
				logical.Reset()
				first = number
			}
			if continued = isContinued(part); continued {
				part = part[:len(part)-1]
			}
			logical.WriteString(part)
			if !continued && !yield(first, logical.String()) {
				return
			}
		}
		if continued {
			yield(first, logical.String())
		}
	}
}

// separates tells whether a line separates two documents of a Spring file.
func separates(line string) bool {
	line = strings.TrimRight(line, " \t\n")
	return line == "#---" || line == "!---"
}

// isContinued tells whether a line ends with a backslash that no other one escapes.
func isContinued(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// property is the name and the value of a logical line. The library reads one at a time, since it tells no lines, and
// gives up a file for one wrong escape; a line without a name would keep it waiting for ever.
func property(line string) (name, value string, ok bool) {
	line = strings.TrimLeft(line, bom+" \t\f") // the library takes off a byte order mark too
	if line == "" || line[0] == '=' || line[0] == ':' {
		return "", "", false
	}
	loader := properties.Loader{Encoding: properties.UTF8, DisableExpansion: true}
	p, err := loader.LoadBytes([]byte(line))
	if err != nil || p.Len() != 1 {
		return "", "", false
	}
	name = p.Keys()[0]
	value, _ = p.Get(name)
	return name, value, true
}
