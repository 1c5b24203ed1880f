package api

import "testing"

func TestSuggest(t *testing.T) {
	tests := []struct {
		reason string
		doc    string // of the spec
		want   string // the suggestion; empty for none
	}{
		{"a letter is missing", "{istio: {exporTo: auto}}", "spec.istio.exportTo"},
		{"a letter too many", "{lane: []}", "spec.lanes"},
		{"two letters swapped", "{mathc: lane}", "spec.match"},
		{"another case", "{versionlabel: v}", "spec.versionLabel"},
		{"a right name at the wrong place", "{exportTo: auto}", "spec.istio.exportTo"},
		{"a nearly right name at the wrong place", "{syncWave: true}", "spec.istio.syncWaves"},
		{"a name of a list's items", "{port: 1}", "spec.calls.add[].port"},
		{"in a list", "{calls: {add: [{form: a, from: a, to: b}]}}", "spec.calls.add[0].from"},
		{"no space behind the colon", "{calls: {add: [{from: a, to: b, port:80}]}}", "spec.calls.add[0].port"},
		{"nothing is near", "{replicas: 1}", ""},
		{"a short name is not near everything", "{xx: 1}", ""},
		{"a long name is none", "{versionLabelversionLabelversionLabel: 1}", ""},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			_, ds := Load([]byte(header+"spec: "+test.doc), nil)
			if len(ds) != 1 || ds[0].Code != "GL0102" {
				t.Fatalf("diagnostics: %q", said(ds))
			}
			want := "There is no field " + ds[0].Field + "."
			if test.want != "" {
				want = "There is no field " + ds[0].Field + " (did you mean " + test.want + "?)."
			}
			if got := ds[0].Message; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
	_, ds := Load([]byte(header+"baseline: v1"), nil)
	if got, want := ds[0].Message, "There is no field baseline (did you mean spec.baseline?)."; got != want {
		t.Errorf("outside of spec: got %s, want %s", got, want)
	}
}

func TestSuggestPrefers(t *testing.T) {
	here := []candidate{{"hosts", "here.hosts"}, {"posts", "here.posts"}}
	there := []candidate{{"ghosts", "there.ghosts"}, {"Hosts", "there.Hosts"}}
	tests := []struct {
		reason string
		name   string
		want   string
	}{
		{"the right name elsewhere to a similar one here", "ghosts", "there.ghosts"},
		{"the right name here to the same elsewhere", "HOSTS", "here.hosts"},
		{"a similar name here to one elsewhere", "hhosts", "here.hosts"},
		{"the first of two that are as near", "osts", "here.hosts"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if got := suggest(test.name, here, there); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		reason string
		a, b   string
		want   int
	}{
		{"equal", "hosts", "hosts", 0},
		{"one inserted", "host", "hosts", 1},
		{"one replaced", "hosts", "posts", 1},
		{"two swapped", "hsots", "hosts", 1},
		{"nothing in common", "ab", "cd", 2},
		{"empty", "", "abc", 3},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			if got := distance(test.a, test.b); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
			if got := distance(test.b, test.a); got != test.want {
				t.Errorf("the other way: got %d, want %d", got, test.want)
			}
		})
	}
}
