package configfile_test

import "testing"

func TestJSON(t *testing.T) {
	check(t, []row{
		{"scalars", "a.json", `{"a": "b\u00e9", "c": 1.50, "d": true, "e": false, "f": null}`, []string{"a=bé @a, c=1.50 @c, d=true @d, e=false @e"}},
		{"the order of the file", "a.json", `{"z": 1, "a": 2}`, []string{"z=1 @z, a=2 @a"}},
		{"JSON lines", "a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n", []string{"a=1 @document 1: a", "a=2 @document 2: a"}},
		{"an array of objects", "a.json", `[{"a": 1}]`, []string{"a=1 @[0].a"}},
		{"a comma too many is YAML", "a.json", "{\"a\": 1,}", []string{"a=1 @a"}},
		{"an end too early", "a.json", `{"a": "b", "c":`, []string{`a=b @line 1`}},
		{"a scalar alone", "a.json", `"a"`, []string{"=a @line 1"}},
	})
}
