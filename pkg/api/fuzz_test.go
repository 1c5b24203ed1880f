package api

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/diag"
)

// FuzzLoad loads any configuration, with any assignments.
//
// fuzz: weight 12
func FuzzLoad(f *testing.F) {
	for _, doc := range []string{
		"", "{}", "[a]", header, header + "spec: {baseline: 1.10, istio: {exporTo: auto}, lanes: [a]}",
		header + "spec: {calls: {add: [{from: {labels: {app: a}}, to: b/c, port: 80}], ignore: [{from: a}]}}",
		header + "spec: &a {calls: *a, ? [x] : y, <<: {a: b}}",
		configMap(`data: {baseline: v1, istio.hosts: fqdn, calls.add: "[{from: a, to: b}]", gaps: warn}`),
		"a: !!binary aGk=\nb: !!int x\nc: 2020-01-01\nd: .nan\ne: !x y\nf: <<\n", aliasBomb(3),
	} {
		f.Add([]byte(doc), "istio.hosts=fqdn")
		f.Add([]byte(doc), "calls.add=[{from: a, to: b}]\nbaseline")
	}
	f.Fuzz(func(t *testing.T, doc []byte, sets string) {
		fuzzing.Bounded(t)
		given := bytes.Clone(doc)
		got, ds := Load(doc, strings.Split(sets, "\n"))
		for _, d := range ds {
			checkFinding(t, d)
		}
		checkSpec(t, got.Spec)
		if len(ds) > 0 && !cmp.Equal(got.Spec, Default()) {
			t.Errorf("an error must leave the defaults, got %+v", got.Spec)
		}
		again, ds2 := Load(doc, strings.Split(sets, "\n"))
		if !cmp.Equal(got, again) || !cmp.Equal(ds, ds2) {
			t.Errorf("not the same twice: %v, %v", ds, ds2)
		}
		if !bytes.Equal(doc, given) {
			t.Error("the document was changed")
		}
	})
}

// checkFinding checks that d is an error that says something, and not that a case was forgotten.
func checkFinding(t *testing.T, d diag.Diagnostic) {
	t.Helper()
	if d.Code == "" || d.Message == "" || d.Severity != diag.Error {
		t.Errorf("a diagnostic that says nothing: %+v", d)
	}
	if strings.HasPrefix(d.Message, "The configuration cannot be read") || strings.HasPrefix(d.Message, "The configuration is not as the schema asks") {
		t.Errorf("no message covers this: %s", d)
	}
}

// checkSpec checks what the types of Spec cannot rule out.
func checkSpec(t *testing.T, s Spec) {
	t.Helper()
	for _, call := range s.Calls.Add {
		byName, byLabels := call.From.Name != "", len(call.From.Labels) > 0
		if byName == byLabels || call.To.Name == "" || call.To.Labels != nil || call.Port < 0 || call.Port > 65535 {
			t.Errorf("an impossible call: %+v", call)
		}
	}
	for _, call := range s.Calls.Ignore {
		if call.From.IsZero() && call.To.IsZero() || call.From.Labels != nil || call.To.Labels != nil {
			t.Errorf("an impossible call: %+v", call)
		}
	}
}
