package krm

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
)

// applications are the inputs of testdata/apps, by name: the texts of their objects.
func applications(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/apps/*/input.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no application found (%v)", err)
	}
	apps := map[string][]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		apps[filepath.Base(filepath.Dir(file))] = strings.Split(string(text), "---\n")
	}
	return apps
}

// configuration is the functionConfig of an application, if it has one, as the text of a list behind its items.
func configuration(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../testdata/apps", name, "config.yaml"))
	if errors.Is(err, os.ErrNotExist) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return "functionConfig:\n" + indent(string(text))
}

// listOf is a ResourceList of objects, the i-th with a comment that names it.
func listOf(objects []string) string {
	list := "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
	for _, o := range objects {
		list += itemOf(o)
	}
	return list
}

func itemOf(object string) string {
	return string(indented([]byte("# of "+fmt.Sprint(len(object))+"\n"+object), 0, "\n"))
}

func runOn(t *testing.T, in string) (string, []diag.Diagnostic) {
	t.Helper()
	var out bytes.Buffer
	ds, err := Run([]byte(in), &out)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), ds
}

// TestRunKeepsAndRepeats holds for every application, in several orders of its objects: all items leave byte for byte
// and in their order; running on the result changes nothing; and what is added does not depend on the order.
func TestRunKeepsAndRepeats(t *testing.T) {
	for name, objects := range applications(t) {
		t.Run(name, func(t *testing.T) {
			config := configuration(t, name)
			var added []string
			for seed := range uint64(4) {
				shuffled := slices.Clone(objects)
				rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				in := listOf(shuffled)
				out, _ := runOn(t, in+config)
				rest, kept := strings.CutPrefix(out, in)
				if !kept {
					t.Fatalf("the items differ:\n%s", cmp.Diff(in, out))
				}
				if again, _ := runOn(t, out); again != out {
					t.Errorf("the second run differs from the first:\n%s", cmp.Diff(out, again))
				}
				added = append(added, rest)
			}
			if len(slices.Compact(slices.Clone(added))) != 1 {
				t.Errorf("another order gives other resources:\n%s", cmp.Diff(added[0], added[1]))
			}
		})
	}
}

func TestRunWithAnErrorLeavesTheItems(t *testing.T) {
	objects := applications(t)["no-order"]
	stale := "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: vs-stale\n  annotations:\n    graylane.dev/generated: \"true\"\n"
	in := listOf(append(objects, stale))
	out, ds := runOn(t, in)
	if !diag.HasError(ds) {
		t.Fatal("there is no error")
	}
	rest, kept := strings.CutPrefix(out, in)
	if !kept || !strings.HasPrefix(rest, "results:\n") {
		t.Errorf("the items changed, or something was added:\n%s", cmp.Diff(in, out))
	}
}

func TestRunPrunesAndReplaces(t *testing.T) {
	objects := applications(t)["seed"]
	first, _ := runOn(t, listOf(objects))
	tests := []struct {
		reason string
		edit   func(string) string
		gone   []string
		there  []string
	}{
		{"without v2 nothing is left to route", func(s string) string { return strings.ReplaceAll(s, "version: v2", "version: v1") },
			[]string{"dr-appa", "dr-appb", "vs-appb"}, nil},
		{"without the call the VirtualService goes", func(s string) string { return strings.ReplaceAll(s, "http://appb:8000/", "none") },
			[]string{"vs-appb"}, []string{"dr-appa", "dr-appb"}},
		{"what someone changed in it is put right", func(s string) string { return strings.Replace(s, "host: appb\n", "host: other\n", 1) },
			[]string{"host: other"}, []string{"dr-appa", "dr-appb", "vs-appb"}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			edited := tt.edit(first)
			if edited == first {
				t.Fatal("the edit changes nothing")
			}
			out, _ := runOn(t, edited)
			for _, s := range tt.gone {
				if strings.Contains(out, s) {
					t.Errorf("%q is still there", s)
				}
			}
			for _, s := range tt.there {
				if !strings.Contains(out, s) {
					t.Errorf("%q is gone", s)
				}
			}
		})
	}
}

func TestRunNeverTouchesWhatIsNotItsOwn(t *testing.T) {
	objects := applications(t)["seed"]
	for _, annotations := range []string{"", "  annotations:\n    config.kubernetes.io/local-config: \"true\"\n"} {
		theirs := "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: vs-appb\n" + annotations + "spec:\n  hosts:\n  - elsewhere.example.com\n"
		in := listOf(append(objects, theirs))
		out, ds := runOn(t, in)
		rest, kept := strings.CutPrefix(out, in)
		if !kept || !strings.HasPrefix(rest, "results:") || len(ds) == 0 || ds[0].Code != diag.NameTaken {
			t.Errorf("their VirtualService was replaced, or nothing was said:\n%s", cmp.Diff(in, out))
		}
	}
}

func TestConfigure(t *testing.T) {
	release := func(name string) string {
		return "apiVersion: graylane.dev/v1alpha1\nkind: GrayRelease\nmetadata:\n  name: " + name + "\nspec:\n  istio:\n    apiVersion: networking.istio.io/v1beta1\n"
	}
	function := func(object string) string { return "functionConfig:\n" + indent(object) }
	tests := []struct {
		reason, items, config string
		beta                  bool
		err                   string
	}{
		{"nothing", "", "", false, ""},
		{"the functionConfig", "", function(release("a")), true, ""},
		{"which may be an item as well", itemOf(release("a")), function(release("a")), true, ""},
		{"a ConfigMap", "", function("apiVersion: v1\nkind: ConfigMap\ndata:\n  istio.apiVersion: networking.istio.io/v1beta1\n"), true, ""},
		{"none but an item", itemOf(release("a")), "", true, ""},
		{"an item beside the empty ConfigMap that kpt passes", itemOf(release("a")), function("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: function-input\ndata: {}\n"), true, ""},
		{"an item with an anchor of its own", itemOf(strings.Replace(release("a"), "metadata:\n  name: a", "metadata: &m {name: a, labels: &l {a: b}, annotations: *l}", 1)), "", true, ""},
		{"an item that needs another's anchor", "- kind: X\n  metadata: &m {name: a}\n" + itemOf(strings.Replace(release("a"), "metadata:\n  name: a", "metadata: *m", 1)), "", true, "GL0101"},
		{"two validators' items", itemOf(release("a")+"  checkOnly: true\n") + itemOf(release("b")+"  checkOnly: true\n"), "", false, ""},
		{"a validator's item alone, beside the empty ConfigMap that kpt passes", itemOf(release("a") + "  checkOnly: true\n"), function("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: function-input\ndata: {}\n"), false, ""},
		{"two items", itemOf(release("a")) + itemOf(release("b")), "", false, "GL0104"},
		{"another item beside the functionConfig", itemOf(release("b")), function(release("a")), false, "GL0104"},
		{"a validator's configuration beside the functionConfig", itemOf(release("b") + "  checkOnly: true\n"), function(release("a")), true, ""},
		{"of a validator itself, beside others", itemOf(release("b")) + itemOf(release("c")), function(release("a") + "  checkOnly: true\n"), false, ""},
		{"or beside the only other item", itemOf(release("b")+"  checkOnly: true\n") + itemOf(release("a")), "", true, ""},
		{"a wrong one", "", function("apiVersion: v1\nkind: Secret\n"), false, "GL0101"},
	}
	seed := applications(t)["seed"]
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			out, ds := runOn(t, listOf(seed)+tt.items+tt.config)
			if tt.err != "" {
				if len(ds) == 0 || string(ds[0].Code) != tt.err {
					t.Errorf("got %v, want %s", ds, tt.err)
				}
				return
			}
			if diag.HasError(ds) {
				t.Fatal(ds)
			}
			if want := !strings.Contains(tt.config, "checkOnly"); strings.Contains(out, "name: vs-appb") != want {
				t.Errorf("resources are generated: %v, want %v", !want, want)
			}
			if got := strings.Contains(out, "- apiVersion: networking.istio.io/v1beta1"); got != tt.beta {
				t.Errorf("the configuration is used: %v, want %v\n%s", got, tt.beta, out)
			}
		})
	}
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n  ") + "\n"
}

// TestRunCheckOnly says that a validator changes nothing, not even what an earlier run generated.
func TestRunCheckOnly(t *testing.T) {
	generated, _ := runOn(t, listOf(applications(t)["seed"]))
	items, _, _ := strings.Cut(generated, "results:\n")
	in := items + "functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data:\n    checkOnly: \"true\"\n"
	out, ds := runOn(t, in)
	rest, kept := strings.CutPrefix(out, in)
	if !kept || !strings.HasPrefix(rest, "results:") || len(ds) == 0 {
		t.Errorf("something changed, or nothing was said:\n%s", cmp.Diff(in, out))
	}
}

// TestRunSaysNothingOfItsOwn: what is wrong with a resource that graylane generated is put right, not reported, so that a second
// run says the same.
func TestRunSaysNothingOfItsOwn(t *testing.T) {
	for reason, in := range map[string]string{
		"a key that stands twice": func() string {
			first, _ := runOn(t, listOf(applications(t)["seed"]))
			return strings.Replace(first, "    name: dr-appb\n", "    name: dr-appb\n    name: dr-appb\n", 1)
		}(),
		"one made of a template that stands twice": func() string {
			first, _ := runOn(t, listOf(applications(t)["entry-template"]))
			items, results, _ := strings.Cut(first, "results:\n")
			at := strings.Index(items, "    graylane.dev/made-of:")
			start := strings.LastIndex(items[:at], "\n- ") + 1
			return items + items[start:start+2] + strings.SplitN(items[start+2:], "\n- ", 2)[0] + "\nresults:\n" + results
		}(),
	} {
		out, _ := runOn(t, in)
		if again, _ := runOn(t, out); again != out {
			t.Errorf("%s: the second run differs from the first:\n%s", reason, cmp.Diff(out, again))
		}
	}
}
