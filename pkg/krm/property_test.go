package krm

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// bodies are what an object of others may hold.
var bodies = []string{
	"data: {a: b} # c",
	"# a\ndata:\n\n  # b\n  c: d",
	"data:\n  a: |\n    - b\n\n    items:\n    # c",
	"data:\n  a: |+\n    b\n\n",
	"data:\n  a: |2-\n      b\n    c",
	"data:\n  a: >-\n    b\n    c\n  # d",
	"data:\n  a: \"b\n\n    c: d\"\n  e: 'f\n    # g'",
	"data:\n  a: \"b\n\n- c: d\nitems:\"",
	"data:\n  a: &x [b,\n    c]\n  d: *x",
	"data:\n- a\n-   - b\n    - c",
	"data:   'a'   # b\n\"e\":\n    f:  g",
	"? data\n: a\n# end",
	"data:\n  \u00e4: \u65e5\u672c\u8a9e \U0001F600",
}

// randomList is a random list of others' objects and of own ones, and the texts of the others' objects, each with
// whatever stands between it and the next item.
func randomList(r *rand.Rand) (list string, others []string) {
	indent := strings.Repeat(" ", []int{0, 2, 4}[r.IntN(3)])
	var b strings.Builder
	add := func(object string, foreign bool) {
		text := string(indented([]byte(object), len(indent), "\n"))
		if r.IntN(3) == 0 {
			text += "\n\n" + indent + "# after\n"
		}
		b.WriteString(text)
		if foreign {
			others = append(others, text)
		}
	}
	for i := range r.IntN(8) {
		switch r.IntN(4) {
		case 0:
			annotations := map[string]string{mark: "true", "config.kubernetes.io/index": fmt.Sprint(i)}
			add(ruleText(fmt.Sprintf("dr-%d", r.IntN(6)), fmt.Sprintf("h%d", r.IntN(3)), annotations), false)
		case 1:
			add(ruleText(fmt.Sprintf("dr-%d", r.IntN(6)), "theirs", map[string]string{pathKey: "d/destinationrule_dr-1.yaml"}), true)
		default:
			add(fmt.Sprintf("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c%d\n%s\n", i, bodies[r.IntN(len(bodies))]), true)
		}
	}
	top := []string{"apiVersion: config.kubernetes.io/v1\n", "kind: ResourceList\n", "items:\n# lead\n" + b.String()}
	if b.Len() == 0 {
		top[2] = []string{"", "items:\n", "items: []\n"}[r.IntN(3)]
	}
	for _, more := range []string{"functionConfig: # f\n  a: |\n    items:\n", "results:\n- message: old\n# end\n"} {
		if r.IntN(2) == 0 {
			top = append(top, more)
		}
	}
	r.Shuffle(len(top), func(i, j int) { top[i], top[j] = top[j], top[i] })
	return strings.Join(top, ""), others
}

// run merges some wanted objects into a list, as the function does.
func run(t *testing.T, in string, wanted []writable) string {
	t.Helper()
	l, existing, err := Read([]byte(in), existingOf)
	if err != nil {
		t.Fatalf("%v in\n%s", err, in)
	}
	for i := range existing {
		existing[i].Text = l.Text(i)
	}
	edits, conflicts, err := merge(existing, wanted)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range conflicts {
		edits.Results = append(edits.Results, diag.Diagnostic{Code: "GL0503", Object: wanted[c.Wanted].Ref, Message: "Taken."})
	}
	var out bytes.Buffer
	if err := l.Write(&out, edits); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func existingOf(_ int, n *yaml.Node) Existing {
	object := yaml.NewRNode(n)
	return Existing{
		Ref: diag.Ref{
			APIVersion: object.GetApiVersion(), Kind: object.GetKind(), Namespace: object.GetNamespace(), Name: object.GetName(),
		},
		Annotations: object.GetAnnotations(),
	}
}

// TestRandomLists says for random lists that the objects of others leave byte for byte and in their order, that
// all wanted objects and no others that graylane owns are there, and that a second run changes nothing.
func TestRandomLists(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 3))
		in, others := randomList(r)
		if r.IntN(4) == 0 {
			in = crlf(in)
			for i := range others {
				others[i] = crlf(others[i])
			}
		}
		var wanted []writable
		for i := range 6 {
			if r.IntN(2) == 0 {
				wanted = append(wanted, rule(fmt.Sprintf("dr-%d", i), fmt.Sprintf("h%d", r.IntN(3)), "d/service.yaml"))
			}
		}
		out := run(t, in, wanted)
		checkOthers(t, out, others)
		checkOwn(t, out, wanted)
		if again := run(t, out, wanted); again != out {
			t.Errorf("a second run changes\n%s\nto\n%s", out, again)
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, in)
		}
	}
}

// checkOthers checks that texts stand in a list one after the other.
func checkOthers(t *testing.T, list string, texts []string) {
	t.Helper()
	rest := list
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Errorf("\n%s\nis not in its place in\n%s", text, list)
			return
		}
		rest = after
	}
}

// checkOwn checks that the own objects of a list are the wanted ones, but for those that others have.
func checkOwn(t *testing.T, list string, wanted []writable) {
	t.Helper()
	_, items, err := Read([]byte(list), existingOf)
	if err != nil {
		t.Fatal(err)
	}
	own, theirs := map[identity]int{}, map[identity]bool{}
	for _, e := range items {
		if model.Owned(e.Annotations) {
			own[identityOf(e.Ref)]++
		} else {
			theirs[identityOf(e.Ref)] = true
		}
	}
	for _, w := range wanted {
		id := identityOf(w.Ref)
		if count := own[id]; count > 1 || (count == 1) == theirs[id] {
			t.Errorf("%s is there %d times; others have it: %t", w.Ref, count, theirs[id])
		}
		delete(own, id)
	}
	if len(own) > 0 {
		t.Errorf("no longer wanted: %v", own)
	}
}
