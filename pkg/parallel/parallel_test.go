package parallel_test

import (
	"bytes"
	"sync/atomic"
	"testing"

	"github.com/graylane/graylane/pkg/parallel"
)

func TestFor(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]atomic.Int32, n)
		parallel.For(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d: %d was called %d times", n, i, got)
			}
		}
	}
}

// TestForPanics has a panic reach the goroutine of the caller, through a loop within a loop, with the stack of where it was.
func TestForPanics(t *testing.T) {
	defer func() {
		p, ok := recover().(*parallel.Panic)
		if !ok || p.Value != "seven" || !bytes.Contains(p.Stack, []byte("parallel_test.seventh(")) {
			t.Errorf("recovered %+v", p)
		}
	}()
	parallel.For(100, func(int) { parallel.For(10, seventh) })
	t.Error("there was no panic")
}

//go:noinline
func seventh(i int) {
	if i == 7 {
		panic("seven")
	}
}
