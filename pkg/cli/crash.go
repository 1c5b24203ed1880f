package cli

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/graylane/graylane/pkg/parallel"
	"github.com/graylane/graylane/pkg/quote"
)

// issues is where bugs are reported.
const issues = "https://github.com/graylane/graylane/issues"

// crashed tells of a panic on stderr: that it is a bug of graylane, and all that a report of it needs. No argument is repeated, and
// of what the panic says no more than a line: both may be private.
func (c *console) crashed(p *parallel.Panic, command string) {
	text := fmt.Sprintf(`a bug in graylane ended this run, which has no result

  what:     %s
  version:  graylane %s %s %s/%s
  command:  %s
  where:%s

Please report it at %s with the lines above. What helps most is an input that shows it:
leave out objects and fields as long as graylane still ends like this, then replace names, hosts and values that are
private by others. What you report is public.`,
		quote.Text(quote.Withhold(fmt.Sprint(p.Value)), 200), buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, command,
		listed(frames(string(p.Stack))), issues)
	c.fail(errors.New(text))
}

// frames are the places in a stack, from that of the panic to the goroutine's beginning: functions without the values of their
// arguments, and files with their lines. There are at most twenty.
func frames(stack string) []string {
	const most = 20
	var all []string
	lines := strings.Split(strings.TrimSpace(stack), "\n")
	for i := 1; i+1 < len(lines); i += 2 {
		function, file := lines[i], strings.TrimSpace(lines[i+1])
		if strings.HasPrefix(function, "created by ") {
			break
		}
		if strings.HasPrefix(function, "panic(") {
			all = nil // what came before is what deals with it
			continue
		}
		if end := strings.LastIndexByte(function, '('); end > 0 {
			function = function[:end]
		}
		file, _, _ = strings.Cut(file, " +0x")
		all = append(all, function+" "+file)
	}
	if len(all) > most {
		all = append(all[:most], "...")
	}
	return all
}

// listed are lines behind a word.
func listed(lines []string) string { return "    " + strings.Join(lines, "\n            ") }
