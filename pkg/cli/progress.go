package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/graylane/graylane/pkg/quote"
)

// How long a run is silent, and how often its line is looked after from then on.
const (
	silence = time.Second
	redraw  = 100 * time.Millisecond
)

// progress says in one line of a terminal what a run that takes long is doing, and for how long. The line is erased before
// anything else is printed. A nil progress says nothing. Its methods may be called from several goroutines.
type progress struct {
	out   io.Writer
	width func() int // of the terminal, in characters
	now   func() time.Time

	mu      sync.Mutex
	started time.Time
	doing   string // empty while there is nothing to say
	drawn   string
}

// do says what the run is doing from now on.
func (p *progress) do(what string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.started.IsZero() {
		p.started = p.now()
	}
	p.doing = what
}

// write writes to a stream once the line is erased; it stays away until there is something else to do.
func (p *progress) write(w io.Writer, text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.doing = ""; p.drawn != "" {
		p.print("")
	}
	return w.Write(text)
}

// stop erases the line at the end of a run that may have printed nothing.
func (p *progress) stop() {
	if p != nil {
		p.write(io.Discard, nil) // which takes everything
	}
}

// draw brings the line up to date. The cursor is left at its beginning: programs that kustomize runs print over it.
func (p *progress) draw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	took := p.now().Sub(p.started)
	if p.doing == "" || took < silence {
		return
	}
	line := fitting(fmt.Sprintf("%s (%d s)", quote.Line(p.doing), int(took.Seconds())), p.width()-1)
	if line != p.drawn {
		p.print(line)
	}
}

// print replaces what stands in the line.
func (p *progress) print(line string) {
	p.drawn = line
	fmt.Fprint(p.out, "\r\x1b[K"+line+strings.Repeat("\r", min(1, len(line)))) // ECMA-48, 8.3.41 EL
}

// run draws at each tick; it ends with the process.
func (p *progress) run(ticks <-chan time.Time) {
	for range ticks {
		p.draw()
	}
}

// fitting is text cut to a number of characters.
func fitting(text string, length int) string {
	if utf8.RuneCountInString(text) <= length {
		return text
	}
	runes := []rune(text)
	return string(runes[:max(0, length-1)]) + "…"
}

// cleared is a stream that is written to once the line of progress is erased.
type cleared struct {
	io.Writer
	progress *progress
}

// Write erases the line of progress and writes.
func (c cleared) Write(text []byte) (int, error) {
	return c.progress.write(c.Writer, text)
}
