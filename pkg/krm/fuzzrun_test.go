package krm_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/krm"
	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// longestFuzzed bounds the inputs of FuzzRun: longer ones are tried by the tests of hostile files, and cost executions here.
const longestFuzzed = 16 << 10

// FuzzRun runs the function on anything. It writes nothing where it refuses; else its output is a list that a parser reads, it
// holds every item of the input that graylane does not own, by bytes or as data as in TestMutatedLists, it is not out of proportion, and it stays as
// it is in a second run.
//
// fuzz: weight 4
func FuzzRun(f *testing.F) {
	lists := realLists(f)
	for i := 0; i < len(lists); i += 8 {
		f.Add([]byte(newMutant(lists[i], "").text()))
	}
	for run := range uint64(60) {
		m, _ := mutate(rand.New(rand.NewPCG(7, run)), lists)
		f.Add([]byte(m.in()))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		fuzzing.Bounded(t)
		if len(in) <= longestFuzzed {
			checkRun(t, string(in))
		}
	})
}

func checkRun(t *testing.T, in string) {
	var out, again bytes.Buffer
	ds, err := krm.Run([]byte(in), &out)
	if err != nil {
		if out.Len() > 0 || err.Error() == "" {
			t.Errorf("refused with %q, and %d bytes written", err, out.Len())
		}
		return
	}
	if most := 100*len(in) + 1<<20; out.Len() > most {
		t.Errorf("%d bytes in, %d out", len(in), out.Len())
	}
	before, after := reference(t, in), reference(t, out.String())
	failed := diag.HasError(ds)
	checkData(t, before, after, failed)
	if lines := before.lines(); lines != nil {
		checkLines(t, "by its line", lines, before, out.String(), failed)
	}
	checkKyaml(t, out.Bytes(), after)
	if _, err := krm.Run(out.Bytes(), &again); err != nil || again.String() != out.String() {
		t.Errorf("a second run: %v, and changes\n%s\nto\n%s", err, out.String(), again.String())
	}
}

// checkKyaml checks that the reader of kyaml, with which most other functions read, finds as many objects. It refuses some lists, such
// as those with items that are no objects of Kubernetes.
func checkKyaml(t *testing.T, out []byte, want referenceList) {
	reader := kio.ByteReader{Reader: bytes.NewReader(out), OmitReaderAnnotations: true, DisableUnwrapping: false}
	items, err := reader.Read()
	if err != nil || reader.WrappingKind != "ResourceList" {
		return
	}
	if len(items) != len(want.items) {
		t.Errorf("kyaml reads %d items, not %d:\n%s", len(items), len(want.items), out)
		return
	}
	for i, item := range items {
		if got := yaml.NewRNode(item.YNode()); data(got.YNode(), 0) != want.items[i].data {
			t.Errorf("item %d is another one to kyaml:\n%s", i, out)
		}
	}
}
