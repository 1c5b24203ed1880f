package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/quote"
	"github.com/graylane/graylane/pkg/view"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// console is the streams of a run, and how its user wants to see what is printed there: the flags of all verbs.
type console struct {
	Streams
	color string // one of the values of --color
	quiet bool
	// running is set when the command line has been understood.
	running  bool
	command  string  // that runs then, without its arguments
	outlet   *outlet // beneath Out; nil for none
	progress *progress
}

// watch has what takes long be told on stderr, if a person sits there. Streams are then written to after that is erased.
func (c *console) watch() {
	if !watched(isTerminal(c.Err), os.Getenv) {
		return
	}
	c.progress = &progress{out: c.Err, now: time.Now, width: func() int { return widthOf(c.Err) }}
	c.Out, c.Err = cleared{c.Out, c.progress}, cleared{c.Err, c.progress}
	go c.progress.run(time.NewTicker(redraw).C)
}

// watched tells whether a person looks at a terminal that can erase a line.
func watched(terminal bool, getenv func(string) string) bool {
	return terminal && getenv("CI") == "" && getenv("TERM") != "dumb"
}

// do says what the run is doing from now on.
func (c *console) do(what string) {
	if !c.quiet {
		c.progress.do(what)
	}
}

// The values of --color.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// addFlags adds the flags to the root, for it and for all verbs.
func (c *console) addFlags(root *cobra.Command) {
	flags, words := root.PersistentFlags(), []string{colorAuto, colorAlways, colorNever}
	c.color = colorAuto
	flags.Var(&choice{&c.color, words}, "color", "colour text `WHEN`: "+oneOf(words))
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "print only errors on stderr")
	complete(root, "color", words)
}

// paint is how text for a stream is coloured.
func (c *console) paint(w io.Writer) view.Paint {
	if coloured(c.color, isTerminal(w), os.Getenv) {
		return view.Colours()
	}
	return view.Paint{}
}

// coloured tells whether text is coloured. The flag comes before NO_COLOR (https://no-color.org).
func coloured(when string, terminal bool, getenv func(string) string) bool {
	if when != colorAuto {
		return when == colorAlways
	}
	return terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// isTerminal tells whether a person sits at a stream.
func isTerminal(stream any) bool {
	f, ok := fileOf(stream)
	return ok && term.IsTerminal(int(f.Fd()))
}

// widthOf is how many characters a line of a terminal has.
func widthOf(stream any) int {
	if f, ok := fileOf(stream); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 80
}

func fileOf(stream any) (*os.File, bool) {
	if c, ok := stream.(cleared); ok {
		stream = c.Writer
	}
	if o, ok := stream.(*outlet); ok {
		stream = o.Writer
	}
	f, ok := stream.(*os.File)
	return f, ok
}

// show prints diagnostics on stderr, one a line.
func (c *console) show(ds []diag.Diagnostic) {
	p := c.paint(c.Err)
	colours := map[diag.Severity]func(string) string{diag.Error: p.Error, diag.Warning: p.Warning, diag.Info: p.Info}
	for _, d := range ds {
		if c.quiet && d.Severity != diag.Error {
			continue
		}
		severity := string(d.Severity)
		fmt.Fprintln(c.Err, colours[d.Severity](severity)+strings.TrimPrefix(quote.LogLine(d.String()), severity))
	}
}

// tell shows diagnostics and returns errDiagnosed where one of them is an error.
func (c *console) tell(ds []diag.Diagnostic) error {
	c.show(ds)
	if diag.HasError(ds) {
		return errDiagnosed
	}
	return nil
}

// note prints what is no diagnostic, on stderr.
func (c *console) note(text string) {
	if !c.quiet {
		fmt.Fprintln(c.Err, quote.LogLine(text))
	}
}

// fail prints why a run failed.
func (c *console) fail(err error) {
	lines := strings.Split(quote.Withhold(err.Error()), "\n")
	for i := range lines {
		lines[i] = quote.LogLine(lines[i])
	}
	fmt.Fprintln(c.Err, c.paint(c.Err).Error("graylane:"), strings.Join(lines, "\n"))
}
