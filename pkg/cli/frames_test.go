package cli

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFrames(t *testing.T) {
	deep := "goroutine 1 [running]:\n"
	for i := range 25 {
		deep += "example.f" + strconv.Itoa(i) + "(0x1)\n\t/a/f.go:" + strconv.Itoa(i) + " +0x1\n"
	}
	for _, tt := range []struct {
		reason, stack string
		want          []string
	}{
		{
			reason: "what deals with the panic is left out, and so are the values of arguments and the goroutine's beginning",
			stack: "goroutine 7 [running]:\nruntime/debug.Stack()\n\t/go/stack.go:26 +0x5e\nexample.catch(0x0)\n\t/a/catch.go:3 +0x1\n" +
				"panic({0x1, 0x2})\n\t/go/panic.go:792 +0x132\nexample.(*T).read({0xc000, 0x5})\n\t/a/read.go:9 +0x2f\nexample.run(...)\n\t/a/run.go:4\n" +
				"created by example.start in goroutine 1\n\t/a/start.go:2 +0x9\n",
			want: []string{"example.(*T).read /a/read.go:9", "example.run /a/run.go:4"},
		},
		{
			reason: "a panic in a deferred call of another: what led to the first one counts",
			stack:  "goroutine 1 [running]:\npanic({0x1})\n\t/go/panic.go:1 +0x1\nexample.deferred()\n\t/a/d.go:1 +0x1\npanic({0x1})\n\t/go/panic.go:1 +0x1\nexample.first()\n\t/a/f.go:1 +0x1\n",
			want:   []string{"example.first /a/f.go:1"},
		},
		{reason: "no stack", stack: "", want: nil},
	} {
		if diff := cmp.Diff(tt.want, frames(tt.stack)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
	if got := frames(deep); len(got) != 21 || got[20] != "..." || !strings.HasPrefix(got[19], "example.f19 ") {
		t.Errorf("a deep stack is %q", got)
	}
}
