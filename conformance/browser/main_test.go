package browser

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// process is the browser of all tests, each of which has tabs of its own.
type process struct {
	ctx    context.Context
	cancel func()
	err    error
}

// browser starts it when it is first asked for.
var browser = sync.OnceValue(start)

func start() process {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return process{cancel: func() {}, err: err}
	}
	profile, err := os.MkdirTemp("", "graylane-browser")
	if err != nil {
		return process{cancel: func() {}, err: err}
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.UserDataDir(profile), chromedp.WindowSize(1400, 1000), chromedp.WSURLReadTimeout(3*time.Minute))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	quit := func() {
		cancel()
		stop()
		os.RemoveAll(profile)
	}
	return process{ctx, quit, chromedp.Do(ctx)}
}

func TestMain(m *testing.M) {
	code := m.Run()
	browser().cancel()
	os.Exit(code)
}
