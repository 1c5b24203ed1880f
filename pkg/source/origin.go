package source

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Origins finds where the documents of kustomizations were written. Most are found by the names that the layers give to what
// stands in their files. For others kustomize is asked, which tells when it is asked to; but since that can change what it
// renders, it renders once more for it, without the functions of graylane. The zero value is ready, does either once for a
// kustomization, and is not for several goroutines at once.
type Origins struct {
	libraries map[string][]written           // by the directory
	traced    map[string]map[diag.Ref]origin // by the directory
	files     map[string][]Document
}

// origin is what a resource was made of.
type origin struct {
	file string
	// generator is the list of a kustomization that generates it; empty for what stands in file.
	generator string
}

// Find is what a document of a kustomization was made of: the document of a file, else a file, and its line where that is
// known, without a text. For what stands in no file of this machine, or cannot be found there, it is d itself, without
// its text.
func (o *Origins) Find(d Document) Document {
	ref := refOf(d.Text)
	if found, ok := only(o.library(d.Kustomization), ref); ok {
		return found
	}
	from, known := o.trace(d.Kustomization)[ref]
	if !known || from.file == "" {
		return Document{Place: d.Place}
	}
	names := append([]string{ref.Name}, d.FormerNames...)
	if from.generator != "" {
		return Document{Place: diag.Place{File: from.file, Line: o.generatorLine(from, names)}}
	}
	documents, readable := o.documents(from.file)
	if !readable {
		return Document{Place: d.Place}
	}
	if found, ok := madeOf(ref, names, documents); ok {
		return found
	}
	return Document{Place: diag.Place{File: from.file}}
}

// only is the one that becomes an object, if there is one alone.
func only(all []written, object diag.Ref) (found Document, ok bool) {
	for _, w := range all {
		if !w.becomes(object) || ok && found.Place == w.Place {
			continue
		}
		if ok {
			return Document{}, false
		}
		found, ok = w.Document, true
	}
	return found, ok
}

func (o *Origins) library(dir string) []written {
	found, known := o.libraries[dir]
	if !known {
		if o.libraries == nil {
			o.libraries = map[string][]written{}
		}
		found = libraryOf(dir)
		o.libraries[dir] = found
	}
	return found
}

// trace are the origins of the resources of a kustomization, as kustomize tells them; none where it cannot.
func (o *Origins) trace(dir string) map[diag.Ref]origin {
	found, known := o.traced[dir]
	if !known {
		if o.traced == nil {
			o.traced = map[string]map[diag.Ref]origin{}
		}
		found = originsIn(dir)
		o.traced[dir] = found
	}
	return found
}

// madeOf is the one of some documents that became an object with a name out of some, the likeliest first: kustomize changes
// names and namespaces. Where a patch has given another name, it is the only one of its kind, if there is one.
func madeOf(rendered diag.Ref, names []string, documents []Document) (found Document, ok bool) {
	var ofKind []Document
	best := 0
	for _, d := range documents {
		written := refOf(d.Text)
		if written.Kind != rendered.Kind || written.APIVersion != rendered.APIVersion {
			continue
		}
		ofKind = append(ofKind, d)
		likeness := 0
		if at := slices.Index(names, written.Name); at >= 0 {
			likeness = 2 * (len(names) - at)
		}
		if likeness > 0 && written.Namespace != rendered.Namespace {
			likeness--
		}
		if likeness > best {
			found, best = d, likeness
		}
	}
	if best == 0 && len(ofKind) == 1 {
		return ofKind[0], true
	}
	return found, best > 0
}

// documents are those of a file; ok is false where it cannot be read.
func (o *Origins) documents(file string) (found []Document, ok bool) {
	if found, ok = o.files[file]; ok {
		return found, true
	}
	data, err := readFile(file)
	if err != nil {
		return nil, false
	}
	if o.files == nil {
		o.files = map[string][]Document{}
	}
	o.files[file] = parse(data, file).documents
	return o.files[file], true
}

// generatorLine is the line of the generator in a kustomization file that makes an object with a name out of some; 0 where
// it cannot be told.
func (o *Origins) generatorLine(from origin, names []string) int {
	data, err := readFile(from.file)
	if err != nil {
		return 0
	}
	n, err := root(data)
	if err != nil || n == nil {
		return 0
	}
	list := valueAt(n, from.generator)
	if list == nil {
		return 0
	}
	line, longest := 0, 0
	for _, generator := range list.Content {
		name := stringAt(aliased(generator), "name")
		isIt := func(made string) bool {
			return made == name || strings.HasPrefix(made, name+"-") // a suffix, or the hash of its content
		}
		if len(name) > longest && slices.ContainsFunc(names, isIt) {
			line, longest = generator.Line, len(name)
		}
	}
	return line
}

// refOf is the object of a text, one YAML document.
func refOf(text []byte) diag.Ref {
	n, err := root(text)
	if err != nil || n == nil {
		return diag.Ref{}
	}
	metadata := valueAt(n, "metadata")
	if metadata == nil {
		metadata = &yaml.Node{}
	}
	return diag.Ref{
		APIVersion: stringAt(n, "apiVersion"), Kind: stringAt(n, "kind"),
		Namespace: stringAt(metadata, "namespace"), Name: stringAt(metadata, "name"),
	}
}
