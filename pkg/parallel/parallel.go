package parallel

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// For calls do for every i from 0 to n-1, on as many goroutines as there are processors, and returns when all
// calls have. The calls come in no order, so that do writes its result to a place of its own. Where one panics, no more are begun,
// and For panics with a [Panic] once those that are under way have ended.
func For(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	var first atomic.Pointer[Panic]
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			defer func() {
				if value := recover(); value != nil {
					first.CompareAndSwap(nil, Caught(value))
					next.Store(int64(n))
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
	if p := first.Load(); p != nil {
		panic(p)
	}
}

// Panic is a panic of another goroutine, which would end the process there whatever its caller recovers from.
type Panic struct {
	Value any
	Stack []byte // of the goroutine, as package runtime prints it
}

// Caught is a panic with what was recovered; it is called where that was. A Panic stays as it is.
func Caught(value any) *Panic {
	if p, ok := value.(*Panic); ok {
		return p
	}
	return &Panic{Value: value, Stack: debug.Stack()}
}
