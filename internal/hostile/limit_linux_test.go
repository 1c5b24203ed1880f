package hostile_test

import "syscall"

// limitMemory bounds the memory of this process: what needs more ends it.
func limitMemory(bytes uint64) error {
	return syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: bytes, Max: bytes})
}
