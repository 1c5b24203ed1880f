package report

import (
	"errors"
	"fmt"
	"strings"
)

// begin and end are the lines between which a page has a table.
func begin(name string) string { return "<!-- measured " + name + " -->\n" }
func end(name string) string   { return "<!-- end of " + name + " -->\n" }

// Rewrite is a page with tables, each between its markers; what stands elsewhere stays. The page must have the markers of every
// table, once, and no others.
func Rewrite(page string, tables []Table) (string, error) {
	for _, t := range tables {
		first, last, err := span(page, t.Name)
		if err != nil {
			return "", err
		}
		page = page[:first] + "\n" + t.Markdown() + "\n" + page[last:]
	}
	if count := strings.Count(page, "<!-- measured ") + strings.Count(page, "<!-- end of "); count != 2*len(tables) {
		return "", errors.New("there are markers of tables that nothing is measured for")
	}
	return page, nil
}

// Section is what a page has between the markers of a table.
func Section(page, name string) (string, error) {
	first, last, err := span(page, name)
	if err != nil {
		return "", err
	}
	return page[first:last], nil
}

func span(page, name string) (first, last int, err error) {
	first, last = strings.Index(page, begin(name)), strings.Index(page, end(name))
	if first < 0 || last < first || strings.Count(page, begin(name)) != 1 || strings.Count(page, end(name)) != 1 {
		return 0, 0, fmt.Errorf("the markers of the table %q do not stand once each, the one before the other", name)
	}
	return first + len(begin(name)), last, nil
}
