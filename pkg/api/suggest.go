package api

import "strings"

// candidate is a field that the user may have meant, with the path to show for it.
type candidate struct{ name, path string }

// suggest gives the path of the candidate whose name is nearest to name: equal but for
// case in any group, else a few letters away in the first group that has one. It gives the
// empty string when none is near.
func suggest(name string, groups ...[]candidate) string {
	for _, group := range groups {
		for _, c := range group {
			if strings.EqualFold(c.name, name) {
				return c.path
			}
		}
	}
	for _, group := range groups {
		if path := nearest(name, group); path != "" {
			return path
		}
	}
	return ""
}

// Nearest is the one of names that is nearest to name: equal but for case, else a few letters away; empty when none is.
func Nearest(name string, names []string) string {
	var all []candidate
	for _, n := range names {
		all = append(all, candidate{n, n})
	}
	return suggest(name, all)
}

// nearest is the path of the closest of group; the first of several.
func nearest(name string, group []candidate) string {
	path, best := "", maxShown
	for _, c := range group {
		limit := max(1, len(c.name)/3)
		if len(name) > len(c.name)+limit {
			continue
		}
		if d := distance(strings.ToLower(name), strings.ToLower(c.name)); d <= limit && d < best {
			path, best = c.path, d
		}
	}
	return path
}

// distance counts the letters to insert, remove, replace or swap with their neighbour to
// turn a into b (optimal string alignment).
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// scope is how the paths of a source of configuration begin.
type scope string

// A GrayRelease has its fields under spec, a ConfigMap under data, an option after --set, a parameter after that word.
const (
	inSpec      scope = "spec."
	inData      scope = "data."
	inSet       scope = "--set "
	inParameter scope = "parameter "
)

func scopeOf(path string) scope {
	for _, s := range []scope{inData, inSet, inParameter} {
		if strings.HasPrefix(path, string(s)) {
			return s
		}
	}
	return inSpec
}

// elsewhere are all fields, in the order of the schema. Fields of the items
// of a list are among them only where a path can name them.
func elsewhere(root *field, s scope) []candidate {
	spec := root.property("spec")
	if spec == nil {
		return nil
	}
	var all []candidate
	walk(spec, "", func(path string, f *field) bool {
		if s == inSpec || !strings.Contains(path, "[") {
			all = append(all, candidate{f.Name, string(s) + path})
		}
		return true
	})
	return all
}

// walk visits the fields below f in order, each with its path, and goes on below those for
// which visit asks. The path of a list's items ends in [].
func walk(f *field, path string, visit func(path string, f *field) bool) {
	for _, p := range f.Properties {
		below := strings.TrimPrefix(path+"."+p.Name, ".")
		if !visit(below, p) {
			continue
		}
		if p.Items != nil {
			walk(p.Items, below+"[]", visit)
		}
		walk(p, below, visit)
	}
}
