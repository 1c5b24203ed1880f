package expected

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// line is a request of a table, and where it has to land.
type line struct {
	number  int
	caller  caller
	request request
	want    outcome
}

// errNoLine is a table that expects nothing.
var errNoLine = errors.New("the table has no line")

// readTable reads an expect.txt. Every line that cannot be read is an error.
func readTable(text string) (table []line, err error) {
	n := 0
	for row := range strings.Lines(text) {
		n++
		row, _, _ = strings.Cut(row, "#")
		if strings.TrimSpace(row) == "" {
			continue
		}
		l, wrong := readLine(row)
		if wrong != nil {
			err = errors.Join(err, fmt.Errorf("line %d: %w", n, wrong))
		}
		l.number = n
		table = append(table, l)
	}
	switch {
	case err != nil:
		return nil, err
	case len(table) == 0:
		return nil, errNoLine
	case !slices.ContainsFunc(table, func(l line) bool { return l.caller.kind == stranger }):
		return nil, errors.New("the table has no caller that is a stranger")
	}
	return table, nil
}

func readLine(row string) (l line, err error) {
	columns := strings.Split(row, "|")
	if len(columns) != 3 {
		return l, fmt.Errorf("there are %d columns, not 3", len(columns))
	}
	if l.caller, err = readCaller(strings.TrimSpace(columns[0])); err != nil {
		return l, err
	}
	if l.request, err = readRequest(strings.Fields(columns[1])); err != nil {
		return l, err
	}
	l.want, err = readOutcome(strings.Fields(columns[2]))
	return l, err
}

// split splits [namespace/]name. A missing namespace is the one called default.
func split(id string) (namespace, name string) {
	namespace, name, found := strings.Cut(id, "/")
	if !found {
		return "default", id
	}
	return namespace, name
}

// join is the opposite of split.
func join(namespace, name string) string {
	if namespace == "default" {
		return name
	}
	return namespace + "/" + name
}
