package notice

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// The files that tell what is embedded beside Go packages: a table of the parts, and a licence that has a file of its own.
const (
	partsFile   = "THIRD_PARTY.md"
	licenceFile = "EPL-2.0.txt"
)

// part is a row of the table: a name with its version, a licence, an address.
var part = regexp.MustCompile(`(?m)^\| (?:the )?([A-Z][^|;]*?) (\d[\d.]*\d)[^|]*\| ([^|,]+),[^|]*\| (https://\S+) \|$`)

// spdx are the SPDX identifiers of the licences of the table.
var spdx = map[string]string{"Eclipse Public License 2.0": "EPL-2.0", "MIT": "MIT"}

// embedded are the parts that the table in dir lists. The first of them has the texts, which are those of all.
func embedded(dir string) ([]Component, error) {
	table, err := os.ReadFile(filepath.Join(dir, partsFile))
	if err != nil {
		return nil, err
	}
	licence, err := os.ReadFile(filepath.Join(dir, licenceFile))
	if err != nil {
		return nil, err
	}
	var parts []Component
	for _, m := range part.FindAllStringSubmatch(string(table), -1) {
		id, known := spdx[m[3]]
		if !known {
			return nil, fmt.Errorf("%s: the licence %q of %s has no SPDX identifier here", partsFile, m[3], m[1])
		}
		parts = append(parts, Component{Name: m[1], Version: m[2], License: id, Source: m[4]})
	}
	if rows := strings.Count(string(table), "| https://"); len(parts) == 0 || len(parts) != rows {
		return nil, fmt.Errorf("%s: %d of %d rows of the table are understood", partsFile, len(parts), rows)
	}
	parts[0].texts = []string{string(table), string(licence)}
	return parts, nil
}
