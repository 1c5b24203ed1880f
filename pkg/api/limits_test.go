package api

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// aliasBomb is ten to the power of levels values in a few lines.
func aliasBomb(levels int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 x\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return b.String()
}

func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  f%d: 1\n", i)
	}
	return b.String()
}

// TestLoadIsBounded loads what is made to take long. Each takes some milliseconds; the limit only
// catches growth without bounds.
func TestLoadIsBounded(t *testing.T) {
	const many = "The configuration has more mistakes than are listed here."
	longKey := strings.Repeat("k", 500_000)
	tests := []struct {
		reason string
		doc    string
		want   string // one of the messages
	}{
		{"a document over the limit", header + "#" + strings.Repeat("x", maxBytes), fmt.Sprintf("The configuration has %d bytes; the limit is %d.", maxBytes+len(header)+1, maxBytes)},
		{"an alias bomb", aliasBomb(9), "The configuration holds more than 200000 values, aliases expanded."},
		{"an alias of itself", header + "spec: &a {calls: *a}", "The configuration is nested deeper than 64 levels."},
		{"an alias bomb in a string", configMap("data:\n  calls: |\n    " + strings.ReplaceAll(aliasBomb(9), "\n", "\n    ")), "The configuration holds more than 200000 values, aliases expanded."},
		{"an unknown alias of a long name", "a: *" + longKey, "The configuration is no YAML: "},
		{"deep flow lists", header + "spec: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "The configuration is nested deeper than 64 levels."},
		{"deeper ones, never closed", strings.Repeat("[", maxBytes), "The configuration is no YAML: "},
		{"deep block lists", strings.Repeat("- ", maxBytes/2), "The configuration is no YAML: "},
		{"many flow mappings", strings.Repeat("{", maxBytes), "The configuration is no YAML: "},
		{"many documents", strings.Repeat("---\n", maxBytes/4), ""},
		{"many unknown fields", header + "spec:\n" + manyFields(50_000), many},
		{"many unknown keys", configMap("data:\n" + manyFields(50_000)), many},
		{"many bad items", header + "spec: {calls: {ignore: [" + strings.Repeat("{},", 100_000) + "]}}", many},
		{"many duplicate keys", header + "spec:\n" + strings.Repeat("  a: 1\n", 100_000), many},
		{"a long unknown field", header + "spec: {? " + longKey + " : 1}", "There is no field spec[\"kkk"},
		{"a long string", header + "spec: {baseline: " + longKey + "}", "; it takes the value of a version label, such as v1."},
		{"a long path", configMap("data: {? " + strings.Repeat("a.", 200_000) + ` : "x"}`), "There is no field data.a.a.a"},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			start := time.Now()
			_, ds := Load([]byte(test.doc), nil)
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
			lines := strings.Join(said(ds), "\n")
			if !strings.Contains(lines, test.want) || (test.want == "") != (len(ds) == 0) {
				t.Errorf("got %.2000s, want %s", lines, test.want)
			}
			if len(ds) > maxProblems+1 || len(lines) > 100_000 {
				t.Errorf("%d diagnostics of %d bytes", len(ds), len(lines))
			}
		})
	}
}

func TestLoadIsDeterministic(t *testing.T) {
	doc := header + "spec:\n" + manyFields(300)
	_, want := Load([]byte(doc), nil)
	for range 5 {
		if _, got := Load([]byte(doc), nil); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, then %v", want, got)
		}
	}
}
