package configfile_test

import (
	"strings"
	"testing"

	"github.com/graylane/graylane/pkg/configfile"
)

// TestHostile reads long texts that a parser may choke on, each as every format.
func TestHostile(t *testing.T) {
	const length = 1 << 15
	pieces := []string{
		"a", " ", "\n", "\t", "\\", "'", "\"", "`", "#", "/*", "//", "--[[", "\"\"\"", "'''", "[", "]", "{", "}", "<", ">", "(", ";", ":", "=", "=>", ",", "-",
		"a ", "a\n", "a\n\n", "a: b\n", "a:\n", "- ", "- a\n", "? ", "a=b\n", "a=\\\n", "\\'", "'\\'", "\"\\", "a = 'b' # c\n", "a.", ".a", "[a]\n", "[[a]]\n", "[a.b]\n", "a.b=1\n",
		"{\"a\":", "{a=", "[1,", "{\"a\":1}", "1,", "<a>", "<a b=\"c\">", "<a/>", "<!--", "<![CDATA[", "&a;", "a {", "a {\n", "a {}\n", "a { b }\n", "a b;", "a b;\n", "${", "${a ",
		"server a 80;\n", "upstream a {server a;}\n", "proxy_pass http://a;\n", "x_by_lua_block {", "backend a\n server b c:1\n", "backend a\n", " server b c\n", "sentinel monitor a b 1 2\n",
		"1", "f('a', ", "a: 1, ", "a = b, ", "'a': ", "x['a'] = ", "a: string = ", "&a [*a,", "- &a b\n", "--- a\n", "#---\n", "-----BEGIN\n", "# a\nb: c\n", "a: b # c\n", "\r", "\uFEFF", "\u00e9",
	}
	var texts []string
	for _, piece := range pieces {
		texts = append(texts, strings.Repeat(piece, length/len(piece)))
	}
	for _, piece := range []string{"k", "[", "\"", "<a ", "a {", "a: ", "{\"a\": ["} {
		texts = append(texts, piece+strings.Repeat("x", length/2)+"]\n"+strings.Repeat("a = 1, \n", length/16))
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, text := range texts {
				configfile.Read(name, text)
			}
		})
	}
}
