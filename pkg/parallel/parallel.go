package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls do for every i from 0 to n-1, on as many goroutines as there are processors, and returns when all
// calls have. The calls come in no order, so that do writes its result to a place of its own.
func For(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
}
