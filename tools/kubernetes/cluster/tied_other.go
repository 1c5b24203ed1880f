//go:build !linux

package main

import "syscall"

// tied is for Linux: elsewhere a program survives when this one is killed.
func tied() *syscall.SysProcAttr { return nil }
