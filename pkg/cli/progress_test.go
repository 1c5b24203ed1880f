package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clock is one that a test sets.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

// TestProgress compares what reaches the terminal, erasures as <> and the return to the line's beginning as ^.
func TestProgress(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	var out bytes.Buffer
	p := &progress{out: &out, now: c.now, width: func() int { return 20 }}
	for _, step := range []struct {
		reason string
		act    func()
		want   string
	}{
		{"nothing is done yet", p.draw, ""},
		{"nothing takes long yet", func() { p.do("reading a"); c.pass(900 * time.Millisecond); p.draw() }, ""},
		{"a second has passed", func() { c.pass(100 * time.Millisecond); p.draw() }, "<>reading a (1 s)^"},
		{"nothing has changed", func() { c.pass(900 * time.Millisecond); p.draw() }, ""},
		{"another second", func() { c.pass(100 * time.Millisecond); p.draw() }, "<>reading a (2 s)^"},
		{"something else is done; what a terminal would obey is shown", func() { p.do("re\x1b[2J"); p.draw() }, `<>re\x1b[2J (2 s)^`},
		{"a line as wide as the terminal", func() { p.do("reading größer"); p.draw() }, "<>reading größer (2 …^"},
		{"the line goes before anything else is printed", func() { io.WriteString(cleared{&out, p}, "x") }, "<>x"},
		{"once", func() { io.WriteString(cleared{&out, p}, "y") }, "y"},
		{"it does not come back", func() { c.pass(time.Minute); p.draw() }, ""},
		{"unless there is more to do", func() { p.do("more"); p.draw() }, "<>more (62 s)^"},
		{"at the end it goes", p.stop, "<>"},
		{"where there is none, nothing goes", (*progress)(nil).stop, ""},
	} {
		out.Reset()
		step.act()
		got := strings.NewReplacer("\r\x1b[K", "<>", "\r", "^").Replace(out.String())
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s:\n%s", step.reason, diff)
		}
	}
}

// TestProgressBeside has a line drawn while others print: it waits until they have.
func TestProgressBeside(t *testing.T) {
	c := &clock{time.Unix(0, 0)}
	var terminal bytes.Buffer
	p := &progress{out: &terminal, now: c.now, width: func() int { return 80 }}
	p.do("work")
	c.pass(time.Minute)
	ticks, drawn := make(chan time.Time), make(chan struct{})
	go func() {
		p.run(ticks)
		close(drawn)
	}()
	fmt.Fprint(cleared{writerFunc(func(text []byte) (int, error) {
		go func() {
			p.do("more")
			ticks <- time.Time{}
			close(ticks)
		}()
		select {
		case <-drawn:
			t.Error("it is drawn while others print")
		case <-time.After(50 * time.Millisecond):
		}
		return terminal.Write(text)
	}), p}, "line\n")
	<-drawn
	if got := terminal.String(); got != "line\n\r\x1b[Kmore (60 s)\r" {
		t.Errorf("%q", got)
	}
}

// writerFunc is a function as a writer.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(text []byte) (int, error) { return f(text) }

func TestWatched(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		terminal bool
		env      map[string]string
		want     bool
	}{
		{"a person", true, nil, true},
		{"a file or a pipe", false, nil, false},
		{"a job whose log looks like a terminal", true, map[string]string{"CI": "true"}, false},
		{"a terminal that cannot erase", true, map[string]string{"TERM": "dumb"}, false},
	} {
		if got := watched(tt.terminal, func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%s: %v", tt.reason, got)
		}
	}
}
