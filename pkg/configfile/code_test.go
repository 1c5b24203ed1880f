package configfile_test

import "testing"

func TestCode(t *testing.T) {
	check(t, []row{
		{"names", "a.js", "a = \"1\"; b: '2', c(`3`), d.e := '4', '5'", []string{"a=1 @line 1, b=2 @line 1, c=3 @line 1, d.e=4 @line 1, =5 @line 1"}},
		{"names that are strings", "a.php", "'a' => 'b', \"c\": 'd', x['e'] = 'f'", []string{"=a @line 1, a=b @line 1, =c @line 1, c=d @line 1, =e @line 1, e=f @line 1"}},
		{"what holds without a variable", "a.py", "os.getenv('A', 'b')\n['c', 'd']", []string{"os.getenv=A @line 1, A=b @line 1, =c @line 2, =d @line 2"}},
		{"ports", "a.js", "f('a', 80)\nb: 'c', port: 81, d1: [82], x == 83, 'port': 84", []string{"f=a 80 @line 1, a=80 @line 1, b=c @line 2, port=81 @line 2, =port @line 2, port=84 @line 2"}},
		{"options of SQL", "a.sql", "OPTIONS (host 'a', port '80')", []string{"host=a @line 1, port=80 @line 1"}},
		{"a comparison gives no name", "a.js", "a == 'b'; c != 'd'", []string{"=b @line 1, =d @line 1"}},
		{"no word, no name", "a.js", "f('a b', 'c')", []string{"f=a b @line 1, =c @line 1"}},
		{"a type", "a.ts", "const a: string = 'b'; let c?: string = 'd'", []string{"a=b @line 1, c=d @line 1"}},
		{"no type", "a.py", "if x:\n  a = 'b'", []string{"a=b @line 2"}},
		{"groups", "a.js", "a = '1'\nb = '2'\n\nc = '3'", []string{"a=1 @line 1, b=2 @line 2", "c=3 @line 4"}},
		{"comments of C", "a.js", "// 'a'\n/* 'b\n'c' */ d = 'e//f'", []string{"d=e//f @line 3"}},
		{"comments of Python", "a.py", "# 'a'\nb = '#c' # d's", []string{"b=#c @line 2"}},
		{"comments of Lua", "a.lua", "-- 'a'\n--[[ 'b'\n]] c = 'd'", []string{"c=d @line 3"}},
		{"comments of SQL", "a.sql", "-- 'a'\nCONNECTION 'host=b' /* 'c' */", []string{"CONNECTION=host=b @line 2"}},
		{"comments of PHP", "a.php", "# 'a'\n// 'b'\n$c = 'd';", []string{"c=d @line 3"}},
		{"a comment that nothing ends is none", "a.js", "x = /[/*]/\na = 'b'", []string{"a=b @line 2"}},
		{"escapes", "a.js", `a = 'b\'c'`, []string{`a=b\'c @line 1`}},
		{"none in SQL", "a.sql", `a = 'b\'; c = 'd'`, []string{`a=b\ @line 1, c=d @line 1`}},
		{"a string ends with its line", "a.js", "a = 'b\nc = 'd'", []string{"c=d @line 2"}},
		{"but not between these quotes", "a.py", "a = '''b\nc'''\nd = \"\"\"e\"\"\"", []string{"a=b\nc @line 1, d=e @line 3"}},
		{"nor these", "a.js", "a = `b\n'c'`", []string{"a=b\n'c' @line 1"}},
		{"empty strings", "a.js", "a = ''; b = 'c'", []string{"b=c @line 1"}},
	})
}
