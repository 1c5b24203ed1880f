//go:build amd64 || arm64

package guard_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/graylane/graylane/pkg/cli"
	"golang.org/x/sys/unix"
)

// confined is the role of a process that may do nothing but what the function needs.
const confined = "confined"

// permitted are the system calls of afterwards, by their numbers here.
func permitted() []uint32 {
	return []uint32{
		unix.SYS_READ, unix.SYS_WRITE, unix.SYS_CLOSE, unix.SYS_FSTAT, unix.SYS_IOCTL, unix.SYS_FCNTL, unix.SYS_EXIT_GROUP,
		unix.SYS_MMAP, unix.SYS_MUNMAP, unix.SYS_MADVISE, unix.SYS_MPROTECT, unix.SYS_PRCTL,
		unix.SYS_FUTEX, unix.SYS_GETTID, unix.SYS_GETPID, unix.SYS_TGKILL, unix.SYS_SCHED_YIELD, unix.SYS_SCHED_GETAFFINITY, unix.SYS_EXIT, unix.SYS_RESTART_SYSCALL,
		unix.SYS_RT_SIGACTION, unix.SYS_RT_SIGPROCMASK, unix.SYS_RT_SIGRETURN, unix.SYS_SIGALTSTACK, unix.SYS_SETITIMER,
		unix.SYS_TIMER_CREATE, unix.SYS_TIMER_SETTIME, unix.SYS_TIMER_DELETE,
		unix.SYS_NANOSLEEP, unix.SYS_CLOCK_GETTIME, unix.SYS_GETRANDOM, unix.SYS_EPOLL_CREATE1, unix.SYS_EPOLL_CTL, unix.SYS_EPOLL_PWAIT, unix.SYS_EVENTFD2, unix.SYS_PREAD64,
		unix.SYS_SET_ROBUST_LIST, unix.SYS_RSEQ, unix.SYS_BRK, // a C library's, which a test program may have
	}
}

// filter is a seccomp program (seccomp(2)): the permitted calls, and clone for a thread. Anything else kills the process.
func filter() []unix.SockFilter {
	const number, flags = 0, 16 // in seccomp_data: the call, and its first argument
	load := func(offset uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
	}
	end := func(action uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: action}
	}
	program := []unix.SockFilter{load(number)}
	for _, call := range permitted() {
		program = append(program, unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: call, Jf: 1}, end(unix.SECCOMP_RET_ALLOW))
	}
	const noClone3 = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS) // its flags cannot be seen; a C library takes clone then
	return append(program,
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_CLONE3, Jf: 1}, end(noClone3),
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_CLONE, Jf: 3}, load(flags),
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, K: unix.CLONE_THREAD, Jf: 1}, end(unix.SECCOMP_RET_ALLOW),
		end(unix.SECCOMP_RET_KILL_PROCESS))
}

// confine gives the process no way out, in all of its threads, and runs the command line that it was started with.
func confine() int {
	program := filter()
	prog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		fmt.Fprintln(os.Stderr, "no_new_privs:", err)
		return 3
	}
	if _, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog))); err != 0 {
		fmt.Fprintln(os.Stderr, "seccomp:", err)
		return 3
	}
	return cli.Run(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
}

// TestTheFunctionNeedsNothing runs the function, over all examples and test cases, where any other system call would kill it. The output is that
// of the program that may do everything.
func TestTheFunctionNeedsNothing(t *testing.T) {
	program := graylane(t)
	for name, list := range packages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, got := run(t, withInput(exec.Command(program), list)), run(t, withInput(inConfinement(t), list))
			if got.code == 3 {
				missing(t, got.stderr)
			}
			if got != want {
				t.Errorf("confined: exit %d, %s; want exit %d", got.code, got.stderr, want.code)
			}
		})
	}
}

// TestConfinementHolds has verbs killed that open a file: else the test above could not fail.
func TestConfinementHolds(t *testing.T) {
	for _, args := range [][]string{{"build", application(t)}, {"diff", "--git", "HEAD", "."}} {
		cmd := withInput(inConfinement(t, args...), small())
		got := run(t, cmd)
		if got.code == 3 {
			missing(t, got.stderr)
		}
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGSYS {
			t.Errorf("%s: %v", strings.Join(args, " "), cmd.ProcessState)
		}
	}
}

// inConfinement is a command line of graylane in a process that is confined.
func inConfinement(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+confined)
	return cmd
}
