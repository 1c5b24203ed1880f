package configfile_test

import "testing"

func TestINI(t *testing.T) {
	check(t, []row{
		{"sections", "a.ini", "a=1\n[s]\nb = 2\nc: 3\n[t \"u\"]\nd=4", []string{"a=1 @line 1", "s.b=2 @line 3, s.c=3 @line 4", "t \"u\".d=4 @line 6"}},
		{"comments", "a.ini", "; a=1\n# b=1\nc=d # e\nf=g#h\n", []string{"c=d @line 3, f=g#h @line 4"}},
		{"quotes", ".env", "A=\"b # c\"\nD='e'\nF=\"g\nH=\"i\" \"j\"", []string{"A=b # c @line 1, D=e @line 2, F=\"g @line 3, H=\"i\" \"j\" @line 4"}},
		{"other white space", "a.ini", "\u00a0\na=b\u00a0\n", []string{"a=b @line 2"}},
		{"export", "a.env", "export A=b", []string{"A=b @line 1"}},
		{"a value on lines of its own", "a.ini", "[s]\nhosts =\n  a:1\n  b:2\nc = d", []string{"s.hosts=a:1 @line 3, s.hosts=b:2 @line 4, s.c=d @line 5"}},
		{"a colon in a value", "a.ini", "a=b: c\nd=e:f", []string{"a=b: c @line 1, d=e:f @line 2"}},
		{"an equals sign in a value", "a.ini", "a=b=c", []string{"a=b=c @line 1"}},
		{"lines that are none are passed over", "a.ini", "a=b\nc=d\nskip-networking\n", []string{"a=b @line 1, c=d @line 2"}},
		{"most lines are none", "a.conf", "[OUTPUT]\n    Name es\n    Host a\n    Port 1\n    x = y", []string{"Name=es @line 2, Host=a @line 3, Port=1 @line 4, x=y @line 5"}},
	})
}
