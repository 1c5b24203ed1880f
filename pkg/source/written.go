package source

import (
	"regexp"
	"slices"

	"github.com/graylane/graylane/pkg/diag"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// written is what stands in a file of a kustomization: a document, or the place of a generator.
type written struct {
	Document
	// rendered is what it becomes, as far as the names in the layers tell.
	rendered diag.Ref
	// hashed tells that the hash of its content may follow the name.
	hashed bool
}

// becomes tells whether w is rendered as an object.
func (w *written) becomes(object diag.Ref) bool {
	if w.hashed {
		object.Name = hashSuffix.ReplaceAllString(object.Name, "")
	}
	return w.rendered == object
}

// hashSuffix is what kustomize puts behind the names of generated objects
// (https://github.com/kubernetes-sigs/kustomize/blob/master/api/hasher/hasher.go).
var hashSuffix = regexp.MustCompile(`-[a-z0-9]{10}$`)

// naming is what layers do to names and namespaces.
type naming struct{ prefix, suffix, namespace string }

// within is what a layer and those around it do.
func (n naming) within(k *types.Kustomization) naming {
	inner := naming{n.prefix + k.NamePrefix, k.NameSuffix + n.suffix, n.namespace}
	if inner.namespace == "" {
		inner.namespace = k.Namespace
	}
	return inner
}

func (n naming) rename(r diag.Ref) diag.Ref {
	r.Name = n.prefix + r.Name + n.suffix
	if n.namespace != "" {
		r.Namespace = n.namespace
	}
	return r
}

// maxVisits is how many layers are looked at: a layer that several others name is so once for each way there.
const maxVisits = 1000

// library is what stands in the files of a kustomization.
type library struct {
	*overlay
	files  map[string][]Document
	found  []written
	visits int
}

// libraryOf is what stands in the files of a kustomization that are on this machine and can be read.
func libraryOf(dir string) []written {
	o, err := newOverlay(dir, Options{})
	if err != nil {
		return nil
	}
	l := &library{overlay: o, files: map[string][]Document{}}
	if l.visit(o.root, naming{}); l.visits > maxVisits {
		return nil // of two that are rendered alike one may be missing
	}
	return l.found
}

// visit adds what stands in the files of a layer and of those that it names.
func (l *library) visit(dir filesys.ConfirmedDir, around naming) {
	layer, err := l.layerIn(dir)
	if err != nil || layer == nil || l.visits > maxVisits {
		return
	}
	l.visits++
	n := around.within(&layer.kust)
	//lint:ignore SA1019 kustomize still reads bases
	bases := layer.kust.Bases
	for _, path := range slices.Concat(layer.kust.Resources, bases, layer.kust.Components) {
		switch base, name, err := l.CleanedAbs(dir.Join(path)); {
		case err != nil:
		case name == "":
			l.visit(base, n)
		default:
			l.addFile(l.name(base.Join(name)), n)
		}
	}
	l.addGenerators(layer, n)
}

func (l *library) addFile(file string, n naming) {
	documents, known := l.files[file]
	if !known {
		if data, err := readFile(file); err == nil {
			documents = parse(data, file).documents
		}
		l.files[file] = documents
	}
	for _, d := range documents {
		l.found = append(l.found, written{Document: d, rendered: n.rename(refOf(d.Text))})
	}
}

// addGenerators adds the generators of a layer, but for those that change what another one makes.
func (l *library) addGenerators(of *layer, n naming) {
	content, err := root(of.content)
	if err != nil || content == nil {
		return
	}
	add := func(list, kind string, number int, args types.GeneratorArgs) {
		elements := valueAt(content, list)
		if elements == nil || number >= len(elements.Content) || args.Behavior == "merge" || args.Behavior == "replace" {
			return
		}
		made := n.rename(diag.Ref{APIVersion: "v1", Kind: kind, Namespace: args.Namespace, Name: args.Name})
		place := diag.Place{File: l.name(of.path), Line: elements.Content[number].Line}
		l.found = append(l.found, written{Document{Place: place}, made, false}, written{Document{Place: place}, made, true})
	}
	for i, g := range of.kust.ConfigMapGenerator {
		add("configMapGenerator", "ConfigMap", i, g.GeneratorArgs)
	}
	for i, g := range of.kust.SecretGenerator {
		add("secretGenerator", "Secret", i, g.GeneratorArgs)
	}
}
