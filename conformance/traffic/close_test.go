package traffic

import (
	"net"
	"runtime"
	"testing"

	"istio.io/istio/pkg/test/util/retry"
)

// TestWorldCloses looks for what a world leaves behind: ports and goroutines.
func TestWorldCloses(t *testing.T) {
	before, addresses := runtime.NumGoroutine(), []string{}
	t.Run("world", func(t *testing.T) {
		w := newWorld(t, build(t, chain(3, "v1 v2")))
		drive(t, w, 10, along(3, "v1"), along(3, "v2")).onLane(t)
		addresses = append(addresses, w.istiod.Listener.Addr().String())
		for _, p := range w.pods {
			addresses = append(addresses, p.ports["grpc"].Addr().String())
		}
		t.Logf("%d ports, %d goroutines", len(addresses), runtime.NumGoroutine())
	})
	for _, address := range addresses {
		l, err := net.Listen("tcp", address) // nobody else uses these addresses, so that the port has to be free
		if err != nil {
			t.Error(err)
			continue
		}
		l.Close()
	}
	ended := func() bool { return runtime.NumGoroutine() <= before }
	if retry.Until(ended, retry.Timeout(patience)) != nil {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines before, more after:\n%s", before, stacks[:runtime.Stack(stacks, true)])
	}
}
