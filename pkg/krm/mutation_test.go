package krm_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/krm"
	"sigs.k8s.io/yaml"
)

var (
	runs = flag.Int("mutations", 1000, "how many mutated lists TestMutatedLists runs")
	seed = flag.Uint64("mutation-seed", 1, "what its random numbers begin with")
)

// longestList is how many bytes a real list may have: each is read a dozen times.
const longestList = 60_000

// outcomes are what becomes of mutated lists.
type outcomes struct {
	bytes, data, errors, refused int
	owned                        int // the lists with items that graylane owns, among those that were accepted
	by                           map[string]int
}

// TestMutatedLists mutates lists of real applications at random. Whatever the function accepts holds every item of the input
// that it does not own: as the same bytes, in their order, where the input is in block style with usual line breaks; else as
// the same data. Where it finds an error the same holds of all items. A second run changes nothing.
//
// What an item's bytes are is known in two ways, neither of which is the program's: the list was put together from them, and a
// YAML parser tells at what line each one begins.
func TestMutatedLists(t *testing.T) {
	lists := realLists(t)
	got := outcomes{by: map[string]int{}}
	for run := range *runs {
		r := rand.New(rand.NewPCG(*seed, uint64(run)))
		m, names := mutate(r, lists)
		in := m.in()
		how := check(t, m, in, &got)
		for _, name := range names {
			got.by[name+": "+how]++
		}
		if t.Failed() {
			t.Fatalf("run %d of -mutation-seed %d (%s):\n%s", run, *seed, strings.Join(names, ", "), in)
		}
	}
	t.Logf("%d real lists, %d runs: %d accepted byte for byte, %d as data, %d with an error, all items kept; %d refused; %d accepted had items of graylane's",
		len(lists), *runs, got.bytes, got.data, got.errors, got.refused, got.owned)
	for _, m := range mutations {
		if got.by[m.name+": accepted"] == 0 && *runs >= 10_000 {
			t.Errorf("no list with %s is accepted", m.name)
		}
	}
	for _, want := range []struct {
		what   string
		got    int
		permil int
	}{{"accepted byte for byte", got.bytes, 300}, {"accepted as data", got.data, 20}, {"with an error", got.errors, 50}, {"refused", got.refused, 50}, {"accepted with own items", got.owned, 50}} {
		if want.got*1000 < want.permil**runs {
			t.Errorf("%d of %d lists are %s: the test has lost its point", want.got, *runs, want.what)
		}
	}
}

// realLists are the objects of real applications, of the examples and of the cases, each list once as it is and once with what
// graylane adds to it.
func realLists(t testing.TB) [][]string {
	t.Helper()
	dirs := []string{"../../examples", "../../testdata/apps"}
	if corpus := os.Getenv("GRAYLANE_CORPUS"); corpus != "" {
		dirs = append(dirs, corpus)
	} else if os.Getenv("GRAYLANE_REQUIRE_ALL") == "1" {
		t.Fatal("GRAYLANE_CORPUS names no directory")
	} else {
		t.Log("without the real applications: GRAYLANE_CORPUS names no directory")
	}
	var lists [][]string
	for _, dir := range dirs {
		found := objectsBelow(t, dir)
		if len(found) == 0 {
			t.Fatalf("no application in %s", dir)
		}
		lists = append(lists, found...)
	}
	for _, objects := range lists {
		if with := withGenerated(t, objects); with != nil {
			lists = append(lists, with)
		}
	}
	return lists
}

// objectsBelow are the objects of each directory below one.
func objectsBelow(t testing.TB, root string) [][]string {
	t.Helper()
	byDir := map[string][]string{}
	var dirs []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		if err != nil || d.IsDir() || filepath.Ext(name) != ".yaml" || slices.Contains([]string{"kustomization.yaml", "output.yaml", "expected.yaml", "Chart.yaml"}, name) || strings.Contains(path, "/templates/") {
			return err
		}
		text, err := os.ReadFile(path)
		dir := filepath.Dir(path)
		for _, object := range regexp.MustCompile(`(?m)^---.*\n`).Split(string(text), -1) {
			if regexp.MustCompile(`(?m)^kind: `).MatchString(object) && !strings.Contains(object, "\n...") {
				if byDir[dir] == nil {
					dirs = append(dirs, dir)
				}
				byDir[dir] = append(byDir[dir], object)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var lists [][]string
	for _, dir := range dirs {
		if objects := byDir[dir]; len(strings.Join(objects, "")) < longestList && accepted(newMutant(objects, "").text()) {
			lists = append(lists, objects)
		}
	}
	return lists
}

func accepted(list string) bool {
	var out bytes.Buffer
	_, err := krm.Run([]byte(list), &out)
	return err == nil
}

// withGenerated is objects and the resources that graylane generates for them; nil when there are none.
func withGenerated(t testing.TB, objects []string) []string {
	t.Helper()
	m := newMutant(objects, "")
	var out bytes.Buffer
	ds, err := krm.Run([]byte(m.text()), &out)
	if err != nil {
		t.Fatal(err)
	}
	added, _, _ := strings.Cut(strings.TrimPrefix(out.String(), m.text()), "results:\n")
	if added == "" || diag.HasError(ds) {
		return nil
	}
	with := slices.Clone(objects)
	for object := range strings.SplitSeq(strings.TrimPrefix(added, "- "), "\n- ") {
		with = append(with, strings.ReplaceAll(object, "\n  ", "\n")+"\n")
	}
	return with
}

// newMutant is a list of objects with an indentation.
func newMutant(objects []string, margin string) *mutant {
	m := &mutant{head: "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n", eol: "\n"}
	for _, object := range objects {
		text := margin + "- "
		if strings.HasPrefix(object, "#") || strings.HasPrefix(object, " ") || strings.HasPrefix(object, "\n") {
			text = margin + "-\n" + margin + "  "
		}
		m.items = append(m.items, text+strings.ReplaceAll(strings.TrimRight(object, "\n"), "\n", "\n"+margin+"  ")+"\n")
	}
	return m
}

// mutate is a random list with one to three random mutations, and their names.
func mutate(r *rand.Rand, lists [][]string) (*mutant, []string) {
	m := newMutant(lists[r.IntN(len(lists))], strings.Repeat(" ", 2*r.IntN(2)))
	others := lists[r.IntN(len(lists))]
	var names []string
	for range 1 + r.IntN(3) {
		if len(m.items) == 0 {
			break
		}
		mutation := mutations[r.IntN(len(mutations))]
		mutation.apply(r, m, others)
		names = append(names, mutation.name)
	}
	return m, names
}

// in is the list as it goes to the function. Its line breaks are made here, so that the mutations need not know of them.
func (m *mutant) in() string {
	if m.eol != "\n" {
		m.head, m.tail = strings.ReplaceAll(m.head, "\n", m.eol), strings.ReplaceAll(m.tail, "\n", m.eol)
		for i := range m.items {
			m.items[i] = strings.ReplaceAll(m.items[i], "\n", m.eol)
		}
	}
	if !m.flow {
		return m.text()
	}
	text, err := yaml.YAMLToJSON([]byte(m.text()))
	if err != nil {
		return m.text()
	}
	return string(text)
}

// check runs the function on a list and checks what comes out, and says what became of the list.
func check(t *testing.T, m *mutant, in string, got *outcomes) string {
	t.Helper()
	var out bytes.Buffer
	ds, err := krm.Run([]byte(in), &out)
	if err != nil {
		got.refused++
		if out.Len() > 0 {
			t.Error("refused, and yet something is written")
		}
		return "refused"
	}
	before, after := reference(t, in), reference(t, out.String())
	failed := diag.HasError(ds)
	checkData(t, before, after, failed)
	lines := before.lines()
	if lines != nil {
		checkLines(t, "by its line", lines, before, out.String(), failed)
		checkConstruction(t, m, in, out.String())
	}
	again := bytes.Buffer{}
	if _, err := krm.Run(out.Bytes(), &again); err != nil || again.String() != out.String() {
		t.Errorf("a second run: %v (-first +second):\n%s", err, cmp.Diff(out.String(), again.String()))
	}
	switch {
	case failed:
		got.errors++
		return "error"
	case lines != nil:
		got.bytes++
	default:
		got.data++
	}
	if slices.ContainsFunc(before.items, func(i refItem) bool { return i.owned }) {
		got.owned++
	}
	return "accepted"
}

// topLevel is a key at the margin: what comes behind it is no item.
var topLevel = regexp.MustCompile(`(?m)^[a-z"]`)

// checkConstruction checks that the items that the list was put together from stand in the output one after the other. One with
// graylane's mark in it may go, and one in which a mutation has put an end to the items.
func checkConstruction(t *testing.T, m *mutant, in, out string) {
	t.Helper()
	if m.text() != in || strings.Contains(in, "*") {
		return // it has become JSON; or what an item is marked with may stand in another one
	}
	rest := out
	for _, item := range m.items {
		if strings.Contains(item, "graylane.dev/generated") || topLevel.MatchString(item) {
			continue
		}
		_, after, found := strings.Cut(rest, strings.TrimRight(item, "\r\n"))
		if !found {
			t.Errorf("\n%s\nis not in its place in\n%s", item, out)
			return
		}
		rest = after
	}
}

// checkLines checks that the texts of others' items stand in the output one after the other.
func checkLines(t *testing.T, how string, texts []string, before referenceList, out string, all bool) {
	t.Helper()
	rest := out
	for i, text := range texts {
		if before.items[i].owned && !all {
			continue
		}
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Errorf("%s: item %d,\n%s\nis not in its place in\n%s", how, i, text, out)
			return
		}
		rest = after
	}
}

// checkData checks that others' items are the same data in the same order, and that there are no new ones of others.
func checkData(t *testing.T, before, after referenceList, all bool) {
	t.Helper()
	data := func(l referenceList) (out []string) {
		for _, i := range l.items {
			if !i.owned || all {
				out = append(out, i.data)
			}
		}
		return out
	}
	want, got := data(before), data(after)
	if slices.Equal(want, got) {
		return
	}
	a, _ := json.MarshalIndent(want, "", " ")
	b, _ := json.MarshalIndent(got, "", " ")
	t.Errorf("the items were\n%s\nand are\n%s", a, b)
}
