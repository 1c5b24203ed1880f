package configfile_test

import "testing"

func TestTOML(t *testing.T) {
	check(t, []row{
		{"tables", "a.toml", "a = 1\n[b.c]\nd = 'x'\n[b]\ne = true", []string{"a=1 @a", "b.c.d=x @b.c.d", "b.e=true @b.e"}},
		{"arrays of tables", "a.toml", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4",
			[]string{"a.b=1 @a[0].b", "a.b=2 @a[1].b", "a.c.d=3 @a[1].c.d", "a.e.f=4 @a[1].e[0].f"}},
		{"dotted keys", "a.toml", "a.b = 1\na.c = 2\nd = 3\na.\"e.f\" = 4", []string{"d=3 @d", "a.b=1 @a.b, a.c=2 @a.c", `a.e.f=4 @a["e.f"]`}},
		{"arrays and inline tables", "a.toml", "a = ['x', {b = 1, c.d = [2]}]", []string{"a=x @a[0]", "a.b=1 @a[1].b", "a.c.d=2 @a[1].c.d[0]"}},
		{"scalars as they are written", "a.toml", "a = 1_000\nb = 1979-05-27T07:32:00Z\nc = \"\\u0041\"", []string{"a=1_000 @a, b=1979-05-27T07:32:00Z @b, c=A @c"}},
		{"no TOML is INI", "a.toml", "[a]\nb = c", []string{"a.b=c @line 2"}},
	})
}
