package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// manPage is the help of all commands as a page for man: man(7), as groff and mandoc read it.
func manPage(cmd *cobra.Command) []byte {
	root := cmd.Root()
	var out strings.Builder
	fmt.Fprintf(&out, ".TH GRAYLANE 1 \"\" \"graylane %s\" \"graylane\"\n", manEscape(buildVersion()))
	fmt.Fprintf(&out, ".SH NAME\ngraylane \\- %s\n", manEscape(root.Short))
	out.WriteString(".SH SYNOPSIS\n")
	for i, c := range commandsOf(root) {
		if i > 0 {
			out.WriteString(".br\n")
		}
		out.WriteString(manEscape(c.UseLine()) + "\n")
	}
	out.WriteString(".SH DESCRIPTION\n")
	manText(&out, root.Long)
	out.WriteString(".SH COMMANDS\n")
	for _, c := range commandsOf(root) {
		manCommand(&out, c)
	}
	out.WriteString(".SH FLAGS OF ALL COMMANDS\n")
	manLiteral(&out, flagsOf(root.PersistentFlags()))
	out.WriteString(".SH ENVIRONMENT\n")
	manText(&out, "NO_COLOR, if it is not empty, and TERM, if it is dumb, keep output without colours.")
	return []byte(out.String())
}

func manCommand(out *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(out, ".SS %s\n", manEscape(cmd.UseLine()))
	manText(out, aboutCommand(cmd))
	if flags := flagsOf(cmd.NonInheritedFlags()); flags != "" {
		manText(out, "Flags:")
		manLiteral(out, flags)
	}
	if cmd.HasExample() {
		manText(out, "Examples:")
		manLiteral(out, unindented(cmd.Example))
	}
}

func manText(out *strings.Builder, text string) {
	for _, b := range blocks(text) {
		if b.literal {
			manLiteral(out, b.text)
			continue
		}
		out.WriteString(".PP\n" + manEscape(b.text) + "\n")
	}
}

func manLiteral(out *strings.Builder, text string) {
	out.WriteString(".PP\n.RS 4\n.nf\n" + manEscape(text) + "\n.fi\n.RE\n")
}

// manEscape keeps what roff would take for its own: backslashes, hyphens, and a line that begins as a request does.
func manEscape(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
