package guard_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// afterwards are the system calls that the function may make once it reads its input: it reads, writes and closes its streams, asks for their size and
// whether they are terminals, and Go's runtime has memory, threads, signals and time.
func afterwards() []string {
	return []string{
		"read", "write", "close", "fstat", "ioctl", "fcntl", "exit_group",
		"mmap", "munmap", "madvise", "mprotect", "prctl",
		"clone", "futex", "gettid", "getpid", "tgkill", "sched_yield", "sched_getaffinity", "exit", "restart_syscall",
		"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "setitimer", "timer_create", "timer_settime", "timer_delete",
		"nanosleep", "clock_gettime", "getrandom", "epoll_create1", "epoll_ctl", "epoll_pwait", "eventfd2", "pread64",
	}
}

// before are the files that are opened before main: by Go's runtime, for the size of pages and the processors that a container may use; by
// protobuf, its own program, of which some bytes seed a hash; and by wazero, for the size of pages.
func before(program string) []string {
	return []string{
		program, "/sys/kernel/mm/transparent_hugepage/hpage_pmd_size", "/proc/self/cgroup", "/proc/self/mountinfo", "/sys/kernel/mm/hugepages/",
	}
}

var (
	call   = regexp.MustCompile(`^\d+ +(\w+)\((.*)`)
	opened = regexp.MustCompile(`^(?:AT_FDCWD, )?"([^"]*)", O_RDONLY`)
	quota  = regexp.MustCompile(`^/sys/fs/cgroup/.*cpu\.(max|cfs_quota_us|cfs_period_us)$`)
	never  = regexp.MustCompile(`^(socket|connect|bind|listen|accept|send|recv|fork|vfork|execveat|ptrace|unlink|rename|mkdir|rmdir|creat|link|symlink|truncate|ftruncate|chmod|chown|fchmodat|fchownat|mknod|mount|kill|io_uring)`)
)

// traced runs the program under strace and gives what it should not have done as a function: whatever is no work of reading its input and
// writing its output.
func traced(t *testing.T, program, input string, args ...string) []string {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		missing(t, "strace is not on PATH")
	}
	file := filepath.Join(t.TempDir(), "trace")
	run(t, withInput(exec.Command(strace, append([]string{"-f", "-qq", "-s", "256", "-o", file, program}, args...)...), input))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return forbidden(t, strings.Split(string(text), "\n"), program)
}

// forbidden are the lines of a trace that tell of something that the function does not do.
func forbidden(t *testing.T, lines []string, program string) []string {
	t.Helper()
	var found []string
	reading, programs := false, 0
	for _, line := range lines {
		m := call.FindStringSubmatch(line)
		if m == nil {
			continue // the end of a call, of a thread, or a signal
		}
		name, arguments := m[1], m[2]
		reading = reading || name == "read" && strings.HasPrefix(arguments, "0,")
		bad := never.MatchString(name)
		switch name {
		case "execve":
			programs++
			bad = programs > 1
		case "clone", "clone3":
			bad = !strings.Contains(arguments, "CLONE_THREAD")
		case "open", "openat":
			path := opened.FindStringSubmatch(arguments)
			bad = path == nil || !slices.Contains(before(program), path[1]) && !quota.MatchString(path[1])
		}
		if bad || reading && !slices.Contains(afterwards(), name) {
			found = append(found, line)
		}
	}
	if !reading {
		t.Errorf("the program has read nothing, or the trace is not understood: %d lines", len(lines))
	}
	return found
}

// TestTheFunctionTouchesNothing traces the function over all examples and test cases.
func TestTheFunctionTouchesNothing(t *testing.T) {
	program := graylane(t)
	for name, list := range packages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, line := range traced(t, program, list) {
				t.Error(line)
			}
		})
	}
}

// TestTracesTell has what verbs do touch noticed: else the test above could not fail.
func TestTracesTell(t *testing.T) {
	program, app := graylane(t), application(t)
	if _, err := exec.LookPath("git"); err != nil {
		missing(t, "there is no git")
	}
	remote := t.TempDir()
	write(t, filepath.Join(remote, "kustomization.yaml"), "resources: ['http://127.0.0.1:9/x.yaml']\n")
	commits := []string{"diff", "--git", "HEAD", "../../examples/seed", "--context", "-"}
	for _, tt := range []struct {
		reason, wanted string
		args           []string
	}{
		{"a file is read", `openat\(AT_FDCWD, "` + app, []string{"build", "-", app}},
		{"a program is started", `execve\("[^"]*git"`, commits},
		{"as a process", `clone`, commits},
		{"a directory is made", `mkdirat`, commits},
		{"a socket is opened", `socket\(AF_INET`, []string{"build", "-", remote}},
	} {
		if got := strings.Join(traced(t, program, small(), tt.args...), "\n"); !matches(tt.wanted, got) {
			t.Errorf("%s: %s is not in\n%s", tt.reason, tt.wanted, got)
		}
	}
}
