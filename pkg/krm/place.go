package krm

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

// places knows the files of a package and the highest index in each.
type places map[string]int

// take notes that an item with some annotations stays in the package.
func (p places) take(annotations map[string]string) {
	file, index := annotations[model.PathAnnotation], annotations[model.IndexAnnotation]
	if file == "" {
		file, index = annotations[model.LegacyPathAnnotation], annotations[model.LegacyIndexAnnotation]
	}
	if file == "" {
		return
	}
	n, _ := strconv.Atoi(index)
	file = path.Clean(file)
	if highest, taken := p[file]; !taken || n > highest {
		p[file] = n
	}
}

// add finds the place of a new object: a file of its own in the directory of another file, named as kpt names
// files. Where other items stand in that file, its index is one more than theirs: kpt refuses two items in
// one place. An object has no place where the other file has none, or one that is not in the package.
func (p places) add(object diag.Ref, beside string) map[string]string {
	sibling := path.Clean(beside)
	if beside == "" || !fs.ValidPath(sibling) || strings.ContainsFunc(sibling, unfit) {
		return nil
	}
	file := path.Join(path.Dir(sibling), strings.ToLower(object.Kind)+"_"+object.Name+".yaml")
	index := 0
	if highest, taken := p[file]; taken {
		index = highest + 1
	}
	p[file] = index
	return map[string]string{model.PathAnnotation: file, model.IndexAnnotation: strconv.Itoa(index)}
}

// unfit tells whether a rune does not belong in a path that is written on every system.
func unfit(r rune) bool { return r < ' ' || r == '\\' || r == 0x7f }
