package source

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/api/types"
)

// withBase is a tree with a function config in the base.
func withBase(fn string) string {
	return "-- base/kustomization.yaml --\nresources: [x.yaml]\ntransformers: [fn.yaml]\n-- base/fn.yaml --\n" + fn +
		"-- base/x.yaml --\n" + object("x") + "-- top/kustomization.yaml --\nresources: [../base]\n"
}

func TestOnlyThisExecutableRuns(t *testing.T) {
	t.Setenv(functionEnv, "1")
	for _, tt := range []struct{ reason, fn string }{
		{"a graylane that lies in the repository", configOf("a")},
		{"an environment", strings.Replace(configOf("a"), "./graylane}", "./graylane, envs: [GRAYLANE_PRELOAD=evil]}", 1)},
		{"an image", strings.Replace(configOf("a"), "exec: {path: ./graylane}", "container: {image: r/graylane@sha256:0, network: true, mounts: [{type: bind, src: /, dst: /}]}", 1)},
		{"another program for our own kind", strings.Replace(configOf("a"), "./graylane}", "./evil, args: [evil]}", 1)},
	} {
		t.Chdir(tree(t, withBase(tt.fn)+"-- base/graylane --\n#!/bin/sh\nexit 1\n-- base/evil --\n#!/bin/sh\nexit 1\n"))
		got, err := Read([]string{"top"}, Options{Self: self(t)})
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		want := "apiVersion: v1\ndata:\n  args: \"\"\n  preload: \"\"\n  seen: x\nkind: ConfigMap\nmetadata:\n  name: by-a\n---\n" + object("x")
		if diff := cmp.Diff(want, joined(got.Documents)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

func TestWhenGraylaneCannotRun(t *testing.T) {
	t.Setenv(functionEnv, "1")
	t.Chdir(tree(t, withBase(configOf("fail"))))
	for _, tt := range []struct{ reason, self, want string }{
		{"its path is unknown", "", "graylane is a function in it, and the path of its executable is unknown"},
		{"it fails", self(t), "exit status 1"},
		{"it is not there", filepath.Join(t.TempDir(), "graylane"), "no such file or directory"},
	} {
		if _, err := Read([]string{"top"}, Options{Self: tt.self}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.reason, err, tt.want)
		}
	}
}

// What a URL leads to is read by kustomize, not from the disk.
func TestFunctionsFromURLs(t *testing.T) {
	for _, tt := range []struct{ reason, content, want string }{
		{"graylane", configOf("a"), ""},
		{"another program", strings.NewReplacer("./graylane", "./evil", "graylane.dev/v1alpha1", "x/v1").Replace(configOf("a")), "/fn.yaml: GrayRelease/a is a function of another program"},
		{"nothing there", "", "status code 404"},
	} {
		t.Setenv(functionEnv, "1")
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if tt.content == "" {
				http.NotFound(w, r)
			}
			_, _ = w.Write([]byte(tt.content))
		}))
		defer server.Close()
		t.Chdir(tree(t, "-- top/x.yaml --\n"+object("x")+"-- top/kustomization.yaml --\nresources: [x.yaml]\ntransformers: ["+server.URL+"/fn.yaml]\n"))
		got, err := Read([]string{"top"}, Options{Self: self(t)})
		if tt.want != "" {
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: error %v, want %s", tt.reason, err, tt.want)
			}
			continue
		}
		if err != nil || len(got.Documents) != 2 || len(allConfigs(got)) != 1 {
			t.Errorf("%s: %v, configs %v, error %v", tt.reason, names(got.Documents), places(allConfigs(got)), err)
		}
	}
}

// missing ends a test that lacks a tool: it is skipped, or fails where GRAYLANE_REQUIRE_ALL is set.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("GRAYLANE_REQUIRE_ALL") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// Remote bases are cloned while kustomize runs, so their functions cannot be known before.
func TestFunctionsInRemoteBases(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "there is no git, with which kustomize clones remote bases")
	}
	evidence := filepath.Join(t.TempDir(), "evidence")
	t.Setenv("GRAYLANE_EVIDENCE", evidence)
	t.Setenv(functionEnv, "1")
	foreign := "apiVersion: x/v1\nkind: X\nmetadata:\n  name: e\n  annotations: {config.kubernetes.io/function: 'exec: {path: ./evil}'}\n"
	builtin := "apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: p}\nprefix: p-\nfieldSpecs: [{path: metadata/name}]\n"
	for _, tt := range []struct {
		reason, transformers, files, top string
		want                             []string
		err                              string
	}{
		{"graylane runs", "fn.yaml", "-- base/fn.yaml --\n" + configOf("a"), "", []string{"by-a", "x"}, ""},
		{"another program does not", "fn.yaml, evil.yaml", "-- base/fn.yaml --\n" + configOf("a") + "-- base/evil.yaml --\n" + foreign, "", nil, "base/evil.yaml: X/e is a function of another program"},
		{"nor one of a directory", "../fns", "-- fns/kustomization.yaml --\nresources: [fn.yaml]\n-- fns/fn.yaml --\n" + foreign, "", nil, "external plugins disabled"},
		{"nor one of a directory beside graylane", "fn.yaml, ../fns", "-- base/fn.yaml --\n" + configOf("a") + "-- fns/kustomization.yaml --\nresources: [fn.yaml]\n-- fns/fn.yaml --\n" + foreign, "", nil, `what "../fns" leads to cannot be checked before it runs`},
		{"builtin plugins of a directory are kustomize's", "../fns", "-- fns/kustomization.yaml --\nresources: [fn.yaml]\n-- fns/fn.yaml --\n" + builtin, "", []string{"p-x"}, ""},
		{"nor one where graylane runs above", "evil.yaml", "-- base/evil.yaml --\n" + foreign, "transformers: [fns.yaml]\n-- top/fns.yaml --\n" + configOf("a") + "---\n" + configOf("b"), nil, "base/evil.yaml: X/e is a function of another program"},
	} {
		repo := tree(t, "-- base/real.yaml --\nresources: [x.yaml]\ntransformers: ["+tt.transformers+"]\n-- base/x.yaml --\n"+object("x")+
			"-- base/kustomization.yaml --\nlink: real.yaml\n-- base/evil --\n#!/bin/sh\ntouch \"$GRAYLANE_EVIDENCE\"\ncat\n"+tt.files)
		for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "x"}} {
			if out, err := exec.Command("git", append([]string{"-C", repo}, args...)...).CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", args, err, out)
			}
		}
		t.Chdir(tree(t, "-- top/kustomization.yaml --\nresources: ['file://"+repo+"//base']\n"+tt.top))
		got, err := Read([]string{"top"}, Options{Self: self(t)})
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: error %v, want %q", tt.reason, err, tt.err)
		}
		var found []string
		for _, n := range names(got.Documents) {
			found = append(found, strings.TrimPrefix(n, "top/kustomization.yaml "))
		}
		if diff := cmp.Diff(tt.want, found); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
		if len(allConfigs(got)) != strings.Count(strings.Join(found, " "), "by-") {
			t.Errorf("%s: configs %v", tt.reason, places(allConfigs(got)))
		}
	}
	if _, err := os.Stat(evidence); err == nil {
		t.Error("the program was run")
	}
}

func TestASchemaHoldsForItsKustomizationAlone(t *testing.T) {
	text, err := os.ReadFile("testdata/render/schema.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, files, _ := strings.Cut(string(text), "\n\n")
	with, without := tree(t, files), tree(t, strings.Replace(files, "openapi: {path: schema.json}\n", "", 1))
	alone, err := Read([]string{filepath.Join(without, "top")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	both, err := Read([]string{filepath.Join(with, "top"), filepath.Join(without, "top")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(joined(alone.Documents), joined(both.Documents[len(alone.Documents):])); diff != "" {
		t.Errorf("after another kustomization (-want +got):\n%s", diff)
	}
	if joined(alone.Documents) == joined(both.Documents[:len(alone.Documents)]) {
		t.Error("the schema of the fixture makes no difference")
	}
}

// A kustomization that Read changes is encoded anew: no field may get lost on the way.
func TestEveryFieldOfAKustomizationSurvives(t *testing.T) {
	l := layer{}
	fill(reflect.ValueOf(&l.kust).Elem())
	l.kust.Transformers = []string{"fn.yaml"}
	content, err := json.Marshal(l.without(entry{list: transformers}))
	if err != nil {
		t.Fatal(err)
	}
	var got types.Kustomization
	if err := got.Unmarshal(content); err != nil {
		t.Fatal(err)
	}
	want := l.kust
	want.Transformers = nil
	if diff := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// fill gives every field of v that JSON knows a value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Interface:
		v.Set(reflect.ValueOf("x"))
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	}
}

func TestCheckClosed(t *testing.T) {
	const self = "/bin/graylane"
	for _, tt := range []struct {
		reason, fn string
		ok         bool
	}{
		{"graylane itself", "exec: {path: /bin/graylane}", true},
		{"another path", "exec: {path: ./graylane}", false},
		{"arguments", "exec: {path: /bin/graylane, args: [x]}", false},
		{"an environment", "exec: {path: /bin/graylane, envs: [A=b]}", false},
		{"an image", "{exec: {path: /bin/graylane}, container: {image: graylane}}", false},
	} {
		fn := strings.Replace(configOf("a"), "exec: {path: ./graylane}", tt.fn, 1)
		content, err := json.Marshal(types.Kustomization{Transformers: []string{fn}})
		if err != nil {
			t.Fatal(err)
		}
		if err := checkClosed(content, executable{path: self}); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.reason, err)
		}
		withArgs := executable{self, []string{"x"}}
		if err := checkClosed(content, withArgs); (err == nil) != (tt.reason == "arguments") {
			t.Errorf("%s, and x is its argument: %v", tt.reason, err)
		}
	}
}
