package tutorial_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/tutorial"
)

// TestRun has pages and what they are with what their commands print now, or the error.
func TestRun(t *testing.T) {
	for _, test := range []struct{ reason, text, want, fails string }{
		{reason: "what is printed is right", text: "'''console\n$ echo a\na\n'''\n", want: "'''console\n$ echo a\na\n'''\n"},
		{reason: "what is printed is wrong", text: "'''console\n$ echo a\nb\n$ echo c\n'''\nend\n", want: "'''console\n$ echo a\na\n$ echo c\nc\n'''\nend\n"},
		{reason: "both streams are shown", text: "'''console\n$ echo a >&2\n'''\n", want: "'''console\n$ echo a >&2\na\n'''\n"},
		{reason: "a command of two lines", text: "'''console\n$ echo a \\\n    b\n'''\n", want: "'''console\n$ echo a \\\n    b\na b\n'''\n"},
		{reason: "no newline at the end", text: "'''console\n$ printf a\n$ printf b\n'''\n", want: "'''console\n$ printf a\na\n$ printf b\nb\n'''\n"},
		{reason: "the output of sh is not shown", text: "'''sh\necho a\n'''\n", want: "'''sh\necho a\n'''\n"},
		{reason: "directory and variables persist", text: "'''sh\nmkdir x; cd x; export A=1\n'''\n'''console\n$ echo $A ${PWD##*/}\n1 x\n'''\n",
			want: "'''sh\nmkdir x; cd x; export A=1\n'''\n'''console\n$ echo $A ${PWD##*/}\n1 x\n'''\n"},
		{reason: "a file, quotes and all", text: "<!-- file: d/it's -->\n'''yaml\na: 'b $C'\n'''\n'''console\n$ cat \"d/it's\"\n'''\n",
			want: "<!-- file: d/it's -->\n'''yaml\na: 'b $C'\n'''\n'''console\n$ cat \"d/it's\"\na: 'b $C'\n'''\n"},
		{reason: "the files of the repository", text: "'''console\n$ ls; cat tracked\n'''\n", want: "'''console\n$ ls; cat tracked\nnew\ntracked\nyes=1\n'''\n"},
		{reason: "a script before all", text: "<!-- session: tracked -->\n'''console\n$ echo $yes\nno\n'''\n", want: "<!-- session: tracked -->\n'''console\n$ echo $yes\n1\n'''\n"},
		{reason: "the script before all fails", text: "<!-- session: nothing -->\n'''sh\ntrue\n'''\n", fails: "page.md: the shell: exit status 1"},
		{reason: "the home is the reader's", text: "'''console\n$ pwd\n'''\n", want: "'''console\n$ pwd\n/home/you/graylane\n'''\n"},
		{reason: "temporary files are below the home", text: "'''sh\nmktemp -d | grep ^$HOME/\n'''\n", want: "'''sh\nmktemp -d | grep ^$HOME/\n'''\n"},
		{reason: "durations vary", text: "'''console\n$ echo took 2.5s\ntook 13ms\n'''\n", want: "'''console\n$ echo took 2.5s\ntook 13ms\n'''\n"},
		{reason: "an exit code", text: "<!-- exit: 3 -->\n'''console\n$ echo a; (exit 3)\n'''\n'''sh\ntrue\n'''\n",
			want: "<!-- exit: 3 -->\n'''console\n$ echo a; (exit 3)\na\n'''\n'''sh\ntrue\n'''\n"},
		{reason: "an exit code after commands that succeed", text: "<!-- exit: 1 -->\n'''sh\ntrue\nfalse\n'''\n", want: "<!-- exit: 1 -->\n'''sh\ntrue\nfalse\n'''\n"},

		{reason: "a command that fails", text: "# A\n\n'''sh\ntrue\necho oops\nfalse\ntrue\n'''\n", fails: "page.md:4: exit status 1"},
		{reason: "a command that fails says what it printed", text: "'''sh\necho oops\nfalse\n'''\n", fails: "oops"},
		{reason: "the first of a pipe fails", text: "'''console\n$ false | true\n'''\n", fails: "page.md:2: exit status 1"},
		{reason: "a variable that nobody set", text: "'''sh\necho $NOTHING\n'''\n", fails: "NOTHING"},
		{reason: "an unknown program", text: "'''sh\nnosuchprogram\n'''\n", fails: "exit status 127"},
		{reason: "a quote without an end", text: "'''sh\necho 'a\n'''\n'''sh\ntrue\n'''\n", fails: "page.md:2:"},
		{reason: "another exit code", text: "<!-- exit: 2 -->\n'''sh\nfalse\n'''\n", fails: "It exits with 1, and has to with 2"},
		{reason: "success where a failure is shown", text: "<!-- exit: 1 -->\n'''sh\ntrue\n'''\n", fails: "It exits with 0"},
		{reason: "a failure before the last command", text: "<!-- exit: 1 -->\n'''sh\nfalse\nfalse\n'''\n", fails: "2 commands fail"},
		{reason: "the session is left", text: "'''sh\nexit 0\n'''\n'''sh\ntrue\n'''\n", fails: "the session ends here"},
		{reason: "git of another repository", text: "'''sh\ngit rev-parse --show-toplevel\n'''\n", fails: "exit status 128"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			got, err := session(t).Run(t.Context(), parsed(t, test.text))
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Fatalf("got %v, want %s", err, test.fails)
				}
				test.want = test.text
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(page(test.want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRunPrograms has a program of one name that is another one for each need.
func TestRunPrograms(t *testing.T) {
	s := session(t)
	s.Have, s.Programs = []string{"helm3", "helm4", "kpt"}, map[string]string{}
	for _, need := range s.Have {
		s.Programs[need] = t.TempDir()
		script := "#!/bin/sh\necho " + need + "\n"
		if err := os.WriteFile(filepath.Join(s.Programs[need], "which-one"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const text = `<!-- needs: kpt -->
# A
<!-- needs: helm3 -->
'''console
$ which-one
helm3
'''
<!-- needs: helm4 -->
'''console
$ which-one
helm4
'''
'''console
$ which-one
kpt
'''
`
	got, err := s.Run(t.Context(), parsed(t, text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(page(text), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRunEnds has sessions that leave a program behind: one that does not end by itself, and one that does.
func TestRunEnds(t *testing.T) {
	for _, test := range []struct{ reason, then, want string }{
		{"time is up", "sleep 300", "page.md:2: context deadline exceeded"},
		{"by itself", "true", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			s := session(t)
			_, err := s.Run(ctx, parsed(t, "'''sh\nsleep 300 & echo $! >../left; "+test.then+"\n'''\n"))
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if pid := strings.TrimSpace(read(t, filepath.Join(s.Home, "left"))); !ends(pid) {
				t.Errorf("the program %s still runs", pid)
			}
		})
	}
}

// ends waits for the end of a process, a second at most.
func ends(pid string) bool {
	for range 100 {
		if state, err := os.ReadFile("/proc/" + pid + "/stat"); err != nil || strings.Contains(string(state), ") Z ") {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// TestLinks has links that lead nowhere.
func TestLinks(t *testing.T) {
	root := repository(t)
	if err := os.WriteFile(filepath.Join(root, "other.md"), []byte("# One\n## A `b`: [c](d), e-f\n## One\n'''sh\n# no heading\n'''\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ reason, target, want string }{
		{"a file", "tracked", ""},
		{"a heading", "other.md#one", ""},
		{"a heading with everything", "other.md#a-b-c-e-f", ""},
		{"a heading that occurs twice", "other.md#one-1", ""},
		{"a heading of the page itself", "#here", ""},
		{"another site", "https://example.com/x", ""},
		{"no such file", "untracked", "page.md:2: untracked: there is no such file"},
		{"no such heading", "other.md#two", "no such heading"},
		{"no such heading of the page itself", "#there", "no such heading"},
		{"outside", "../x", "leads out of the repository"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			text := "# Here\nSee [it](" + test.target + ").\n"
			if err := os.WriteFile(filepath.Join(root, "page.md"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			_, broken := parsed(t, text).Links(root)
			got := strings.Join(broken, "\n")
			if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func parsed(t *testing.T, text string) tutorial.Page {
	t.Helper()
	p, err := tutorial.Parse("page.md", page(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// session is one in a repository with a file that is tracked, one that is new and one that is ignored.
func session(t *testing.T) tutorial.Session {
	t.Helper()
	return tutorial.Session{Root: repository(t), Home: t.TempDir(), Env: tutorial.Environment("")}
}

func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{"tracked": "yes=1\n", "new": "", "ignored": ""} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "--quiet"}, {"add", "tracked"}} {
		if out, err := exec.Command("git", append([]string{"-C", root}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	if err := os.WriteFile(filepath.Join(root, ".git/info/exclude"), []byte("ignored\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return root
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
