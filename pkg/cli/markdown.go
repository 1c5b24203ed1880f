package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// markdownSession says where the examples of the page are executed, when the documentation is tested: package tutorial.
const markdownSession = "<!-- needs: helm3, kubectl, prometheus -->\n<!-- session: docs/cli.session.sh -->\n"

// markdownPage is the help of all commands as a page of Markdown.
func markdownPage(cmd *cobra.Command) []byte {
	root := cmd.Root()
	var out strings.Builder
	out.WriteString(markdownSession + "# The command line\n\n<!-- Written by graylane docs cli. -->\n\n")
	markdownText(&out, root.Long)
	fmt.Fprintf(&out, "| command | |\n| --- | --- |\n")
	for _, c := range commandsOf(root) {
		fmt.Fprintf(&out, "| [%s](#%s) | %s |\n", c.Name(), strings.ReplaceAll(c.CommandPath(), " ", "-"), markdownEscape(c.Short))
	}
	out.WriteString("\nFlags of all commands:\n\n")
	markdownLiteral(&out, flagsOf(root.PersistentFlags()))
	for _, c := range commandsOf(root) {
		markdownCommand(&out, c)
	}
	return []byte(strings.TrimRight(out.String(), "\n") + "\n")
}

func markdownCommand(out *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(out, "## %s\n\n", cmd.CommandPath())
	markdownLiteral(out, cmd.UseLine())
	markdownText(out, aboutCommand(cmd))
	if flags := flagsOf(cmd.NonInheritedFlags()); flags != "" {
		out.WriteString("Flags:\n\n")
		markdownLiteral(out, flags)
	}
	if cmd.HasExample() {
		out.WriteString("Examples:\n\n")
		out.WriteString("```sh\n" + unindented(cmd.Example) + "\n```\n\n")
	}
}

func markdownText(out *strings.Builder, text string) {
	for _, b := range blocks(text) {
		if b.literal {
			markdownLiteral(out, b.text)
			continue
		}
		out.WriteString(markdownEscape(b.text) + "\n\n")
	}
}

func markdownLiteral(out *strings.Builder, text string) {
	out.WriteString("```text\n" + text + "\n```\n\n")
}

// markdownEscape keeps what Markdown would take for its own.
func markdownEscape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`, "|", `\|`).Replace(text)
}
