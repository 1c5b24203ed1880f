package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/graylane/graylane/conformance"
)

// tab is a page in a browser.
type tab struct {
	t   *testing.T
	ctx context.Context

	lock     sync.Mutex
	problems []string // errors and warnings of the console, requests beside the page itself, dialogs
}

// open opens a document, which has no problem when the test ends.
func open(t *testing.T, document []byte, name string) *tab {
	t.Helper()
	b := load(t, document, name)
	t.Cleanup(func() {
		for _, p := range b.told() {
			t.Error(p)
		}
	})
	return b
}

// load opens a document in a tab of its own.
func load(t *testing.T, document []byte, name string) *tab {
	t.Helper()
	conformance.Require(t, "chromium")
	started := browser()
	if started.err != nil {
		t.Fatal(started.err)
	}
	ctx, cancel := chromedp.NewContext(started.ctx)
	t.Cleanup(cancel)
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, document, 0o600); err != nil {
		t.Fatal(err)
	}
	b := &tab{t: t, ctx: ctx}
	url := "file://" + file
	if err := chromedp.Listen(ctx, func(event any) { b.hear(event, url) }); err != nil {
		t.Fatal(err)
	}
	b.ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b.do(chromedp.Func(watch), prefer("light"), chromedp.Navigate(url))
	return b
}

// watch asks the browser for what hear wants to know.
func watch(ctx context.Context, t *chromedp.Target) error {
	_, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
	if err == nil {
		_, err = cdp.Call(ctx, t, log.Enable, cdp.Empty{})
	}
	return err
}

// hear notes what is a problem.
func (b *tab) hear(event any, url string) {
	problem := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		problem = "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		problem = fmt.Sprintf("console: %s", e.Type)
	case *log.EventEntryAdded:
		problem = "log: " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if e.Request.URL != url {
			problem = "request: " + e.Request.URL
		}
	case *page.EventJavascriptDialogOpening:
		problem = "dialog: " + e.Message
	}
	if problem != "" {
		b.lock.Lock()
		defer b.lock.Unlock()
		b.problems = append(b.problems, problem)
	}
}

func (b *tab) told() []string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return slices.Clone(b.problems)
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// eval is the value of an expression in the page.
func eval[V any](b *tab, expression string) V {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[V](expression))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// press presses keys, one after the other; what is printable is typed.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.do(chromedp.KeyEvent(key))
	}
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

// waitFor waits until a condition holds in the page.
func (b *tab) waitFor(condition string) {
	b.t.Helper()
	for !eval[bool](b, condition) {
		time.Sleep(20 * time.Millisecond)
	}
}
