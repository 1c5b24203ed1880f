package configfile

import (
	"slices"
	"strconv"

	"github.com/graylane/graylane/pkg/setting"
)

// Names are put before what is below them, so a short text may stand for a long result: both are bounded.
const (
	maxOutput = 32 << 20 // the bytes of all settings of a file
	maxPath   = 1024     // the bytes of a path of keys
	overhead  = 64       // the bytes of a setting without its texts
)

// writer gathers settings into groups, as many as there is room for.
type writer struct {
	groups []setting.Group
	group  setting.Group
	used   int
}

// add adds a setting to the group that is open.
func (w *writer) add(s setting.Setting) {
	if w.full() {
		return
	}
	w.used += overhead + len(s.Name) + len(s.Field) + len(s.Value)
	w.group = append(w.group, s)
}

// end closes the group: what follows belongs to another. Empty values say nothing.
func (w *writer) end() {
	w.group = slices.DeleteFunc(w.group, func(s setting.Setting) bool { return s.Value == "" })
	if len(w.group) > 0 {
		w.groups = append(w.groups, w.group)
	}
	w.group = nil
}

// full tells whether there is no room left.
func (w *writer) full() bool { return w.used >= maxOutput }

// done is the groups.
func (w *writer) done() []setting.Group {
	w.end()
	return w.groups
}

// onLine is the field of a setting in a format of lines.
func onLine(number int) string { return "line " + strconv.Itoa(number) }
