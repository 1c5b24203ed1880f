package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
)

func TestSuppressions(t *testing.T) {
	for _, tt := range []struct {
		reason, in string
		want       []model.Suppression
	}{
		{"nothing", "", nil},
		{"blank lines alone", "\n  \n", nil},
		{"one line", "GL0401: called by a browser", []model.Suppression{{"GL0401: called by a browser", "GL0401", "called by a browser"}}},
		{"several, with blanks around them and either line break", "  GL0401 : a\r\n\n\tGL0306: b \n", []model.Suppression{
			{"GL0401 : a", "GL0401", "a"}, {"GL0306: b", "GL0306", "b"},
		}},
		{"a colon in the reason", "GL0401: see https://example.com: it says so", []model.Suppression{
			{"GL0401: see https://example.com: it says so", "GL0401", "see https://example.com: it says so"},
		}},
		{"no reason", "GL0401\nGL0306:  ", []model.Suppression{{"GL0401", "GL0401", ""}, {"GL0306:", "GL0306", ""}}},
		{"no code", ": because\nthat is so", []model.Suppression{{": because", "", ""}, {"that is so", "", ""}}},
		{"codes are not looked up", "nonsense: because", []model.Suppression{{"nonsense: because", "nonsense", "because"}}},
	} {
		if diff := cmp.Diff(tt.want, model.Suppressions(tt.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
}

// TestSuppressing finds annotated objects of any kind, each once, and the one of repeated objects that counts.
func TestSuppressing(t *testing.T) {
	object := func(kind, name, line string, index int) model.Object {
		return model.Object{
			Ref: diag.Ref{Kind: kind, Name: name}, Place: diag.Place{File: "f", Index: index},
			Annotations: map[string]string{model.SuppressAnnotation: line},
		}
	}
	thing, again := object("Thing", "t", "GL0401: first", 0), object("Thing", "t", "GL0401: last", 1)
	m := model.New([]model.Any{
		&model.Other{Object: again}, &model.Service{Object: object("Service", "s", "", 2)}, &model.Other{Object: thing},
		&model.Service{Object: model.Object{Ref: diag.Ref{Kind: "Service", Name: "plain"}}},
	})
	var got []string
	for _, o := range m.Suppressing() {
		got = append(got, o.Ref.String()+" "+o.Annotations[model.SuppressAnnotation])
	}
	if diff := cmp.Diff([]string{"Service/s ", "Thing/t GL0401: last"}, got); diff != "" {
		t.Error(diff)
	}
	if len(m.Repeated()) > 0 {
		t.Error("objects that graylane does not read are told to be repeated if they are annotated")
	}
}
