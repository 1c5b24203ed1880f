package fuzzing

import (
	"testing"
	"time"
)

// longest is how long an execution may take. It is far more than any takes: the machine may be busy.
const longest = 20 * time.Second

// Bounded fails the test, by a panic, when it has not ended after a long time. go test keeps the input of a process that ends so,
// while it would wait for ever for one that does not end.
func Bounded(t testing.TB) {
	name := t.Name()
	timer := time.AfterFunc(longest, func() { panic(name + ": the execution does not end") })
	t.Cleanup(func() { timer.Stop() })
}
