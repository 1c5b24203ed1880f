package stage

import (
	"bytes"
	"io"
	"runtime/debug"
	"testing"

	"github.com/graylane/graylane/bench/resourcelist"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/krm"
	"github.com/graylane/graylane/pkg/manifest"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/pipeline"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// input is a ResourceList that has been read.
type input struct {
	text   []byte
	list   *krm.List
	items  []manifest.Item
	facts  []model.Any
	config api.GrayRelease
}

// textOf is what write writes.
func textOf(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := write(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// appsOf is the list of so many apps.
func appsOf(t testing.TB, apps int) []byte {
	return textOf(t, func(w io.Writer) error { return resourcelist.Write(w, apps) })
}

// read reads a list as the function does, with its configuration.
func read(t testing.TB, text []byte) *input {
	t.Helper()
	in := &input{text: text}
	var err error
	if in.list, in.items, err = krm.Read(text, decode); err != nil {
		t.Fatal(err)
	}
	for i := range in.items {
		in.facts = append(in.facts, in.items[i].Facts...)
	}
	config, diagnostics := api.Load(in.list.FunctionConfig(), nil)
	if diag.HasError(diagnostics) {
		t.Fatal(diagnostics)
	}
	in.config = config
	return in
}

func decode(_ int, n *yaml.Node) manifest.Item { return manifest.Decode(n, diag.Place{}) }

// nodes are the trees of the first items of the list.
func (in *input) nodes(t testing.TB, count int) []*yaml.Node {
	t.Helper()
	var all []*yaml.Node
	for i := range min(count, len(in.items)) {
		var list yaml.Node
		if err := yaml.Unmarshal(in.list.Text(i), &list); err != nil {
			t.Fatal(err)
		}
		all = append(all, list.Content[0].Content[0])
	}
	return all
}

// copier copies items as the function does.
func (in *input) copier(t testing.TB) pipeline.Copier {
	number := map[model.Any]int{}
	for i := range in.items {
		for _, fact := range in.items[i].Facts {
			number[fact] = i
		}
	}
	return func(of *model.Workload, change manifest.Change) (manifest.Copy, error) {
		var list yaml.Node
		if err := yaml.Unmarshal(in.list.Text(number[of]), &list); err != nil {
			return manifest.Copy{}, err
		}
		return manifest.Clone(list.Content[0].Content[0], change)
	}
}

// collect lets garbage be collected as the program does.
func collect(b *testing.B) {
	before := debug.SetGCPercent(200)
	b.Cleanup(func() { debug.SetGCPercent(before) })
}
