//go:build unix && !(linux && (amd64 || arm64))

package guard_test

// roles are the parts that the test program plays in a process of its own.
func roles() map[string]func() int { return map[string]func() int{"halfway": halfway} }
