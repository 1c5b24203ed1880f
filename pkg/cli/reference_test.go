package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// hostile is a command whose texts have what Markdown and roff would take for their own.
func hostile() *cobra.Command {
	root := &cobra.Command{Use: "graylane", Short: "Short", Long: "Text of *.yaml and <b>_x_</b> [a] `b`.\n\nCodes:\n  0   fine\n\n  .literal *\n\n.hidden \\n"}
	cmd := &cobra.Command{Use: "run PATH", Short: "Run a|b", Example: "  graylane run '.'\n  'graylane' run", Run: func(*cobra.Command, []string) {}}
	cmd.Flags().String("to", "", "to `WHERE`")
	root.PersistentFlags().Bool("all", false, "all")
	add(root, "Group:", cmd)
	return root
}

func TestMarkdown(t *testing.T) {
	want := markdownSession + `# The command line

<!-- Written by graylane docs cli. -->

Text of \*.yaml and \<b>\_x\_\</b> \[a] \` + "`b\\`" + `.

Codes:

~~~text
0   fine
~~~

~~~text
.literal *
~~~

.hidden \\n

| command | |
| --- | --- |
| [run](#graylane-run) | Run a\|b |

Flags of all commands:

~~~text
    --all   all
~~~

## graylane run

~~~text
graylane run PATH [flags]
~~~

Run a\|b.

Flags:

~~~text
    --to WHERE   to WHERE
~~~

Examples:

~~~sh
graylane run '.'
'graylane' run
~~~
`
	if diff := cmp.Diff(strings.ReplaceAll(want, "~~~", "```"), string(markdownPage(hostile()))); diff != "" {
		t.Error(diff)
	}
}

func TestMan(t *testing.T) {
	page := string(manPage(hostile()))
	for _, want := range []string{
		".SH NAME\ngraylane \\- Short\n",
		".SH SYNOPSIS\ngraylane run PATH [flags]\n",
		".PP\n\\&.hidden \\en\n",
		".PP\nCodes:\n.PP\n.RS 4\n.nf\n0   fine\n.fi\n.RE\n",
		".nf\n\\&.literal *\n.fi",
		".SS graylane run PATH [flags]\n.PP\nRun a|b.\n",
		".nf\n    \\-\\-to WHERE   to WHERE\n.fi",
		".nf\ngraylane run '.'\n\\&'graylane' run\n.fi",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}
