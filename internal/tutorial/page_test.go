package tutorial_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/graylane/graylane/internal/tutorial"
)

// page writes the fences of a page as ”', which a raw string can hold.
func page(text string) string { return strings.ReplaceAll(text, "'''", "```") }

// TestParseRefuses has the pages that could not be run as they are marked.
func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ reason, text, want string }{
		{"a need that nobody knows", "# A\n<!-- needs: helm -->\n'''sh\ntrue\n'''\n", `page.md:2: unknown need "helm"`},
		{"a need of the page that nobody knows", "<!-- needs: kind -->\n# A\n", `page.md:1: unknown need "kind"`},
		{"a comment with a slip", "<!-- files: a.yaml -->\n'''yaml\na: 1\n'''\n", `page.md:1: unknown comment "files"`},
		{"a file above the directory", "<!-- file: ../a.yaml -->\n'''yaml\na: 1\n'''\n", `"../a.yaml" leads out of the directory`},
		{"a file from the root", "<!-- file: /etc/a.yaml -->\n'''yaml\na: 1\n'''\n", `"/etc/a.yaml" leads out`},
		{"a file on a way up and down", "<!-- file: a/../../b -->\n'''yaml\na: 1\n'''\n", "leads out"},
		{"a script outside of the repository", "<!-- session: ../a.sh -->\n# A\n", `"../a.sh" is no script of the repository`},
		{"a script after the heading", "# A\n<!-- session: a.sh -->\n", "before its first heading"},
		{"commands as the text of a file", "<!-- file: a.sh -->\n'''sh\ntrue\n'''\n", "would not run"},
		{"a comment without a block", "<!-- file: a.yaml -->\n", "no block after it"},
		{"a comment away from its block", "<!-- exit: 1 -->\n\n'''sh\ntrue\n'''\n", "right before its block"},
		{"an exit code that is success", "<!-- exit: 0 -->\n'''sh\ntrue\n'''\n", "no exit code of a failure"},
		{"an exit code that is none", "<!-- exit: no -->\n'''sh\ntrue\n'''\n", "no exit code"},
		{"an exit code of what does not run", "<!-- exit: 1 -->\n'''yaml\na: 1\n'''\n", "an exit code, and no command"},
		{"a need of what does not run", "# A\n<!-- needs: kpt -->\n'''yaml\na: 1\n'''\n", "none that runs"},
		{"a console without a command", "'''console\ntrue\n'''\n", `begins with "$ "`},
		{"an empty console", "'''console\n'''\n", `begins with "$ "`},
		{"a block without an end", "'''sh\ntrue\n", "page.md:1: a block that does not end"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			_, err := tutorial.Parse("page.md", page(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestNeeds has pages of which a part runs.
func TestNeeds(t *testing.T) {
	const block = "'''sh\ntrue\n'''\n"
	for _, test := range []struct {
		reason, text string
		have         []string
		needs        []string
		commands     int
	}{
		{"a page that needs nothing", "# A\n" + block, nil, nil, 1},
		{"a page of which each block needs something", "<!-- needs: kpt -->\n# A\n" + block, nil, []string{"kpt"}, 0},
		{"what it needs is there", "<!-- needs: kpt -->\n# A\n" + block, []string{"kpt"}, []string{"kpt"}, 1},
		{"a block that needs something", "# A\n<!-- needs: kpt, docker -->\n" + block + block, nil, []string{"docker", "kpt"}, 1},
		{"half of it is there", "# A\n<!-- needs: kpt, docker -->\n" + block + block, []string{"kpt"}, []string{"docker", "kpt"}, 1},
		{"all of it is there", "# A\n<!-- needs: kpt, docker -->\n" + block + block, []string{"docker", "kpt"}, []string{"docker", "kpt"}, 2},
		{"a page and a block need something", "<!-- needs: kpt -->\n# A\n<!-- needs: docker -->\n" + block, []string{"docker"}, []string{"docker", "kpt"}, 0},
		{"files are no commands", "# A\n<!-- file: a -->\n'''yaml\na: 1\n'''\n", nil, nil, 0},
	} {
		t.Run(test.reason, func(t *testing.T) {
			p, err := tutorial.Parse("page.md", page(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.needs, p.AllNeeds()); diff != "" {
				t.Errorf("needs (-want +got):\n%s", diff)
			}
			if got := p.Commands(test.have); got != test.commands {
				t.Errorf("%d commands run, want %d", got, test.commands)
			}
		})
	}
}

// TestStray has commands that nothing runs.
func TestStray(t *testing.T) {
	for _, test := range []struct {
		reason, text string
		want         string // a part of what is found; empty where nothing is
	}{
		{"a language that is not sh", "'''bash\ntrue\n'''\n", `page.md:1: a block of commands in the language "bash"`},
		{"sh with more behind it", "'''sh title=x\ntrue\n'''\n", `page.md:1: a block of commands in the language "sh title=x"`},
		{"sh in capitals", "'''SH\ntrue\n'''\n", "page.md:1: a block of commands"},
		{"no language, and a prompt", "'''\n$ ls\n'''\n", "page.md:2: a command in a block that does not run"},
		{"no language, and a program", "'''\nbin/graylane build .\n'''\n", "page.md:2"},
		{"an indented line", "Text:\n\n    kubectl apply -f x.yaml\n", "page.md:3: a command in an indented line"},
		{"a fence in a list", "- a\n  '''sh\n  true\n  '''\n", "page.md:2: a fence that is not"},
		{"a fence of tildes", "~~~sh\ntrue\n~~~\n", "page.md:1: a fence that is not"},
		{"output without a language", "'''\ngraylane: no\n'''\n", ""},
		{"a drawing that is indented", "    front ──▶ api\n", ""},
		{"what runs", "'''sh\nkubectl apply -f x.yaml\n'''\n", ""},
	} {
		t.Run(test.reason, func(t *testing.T) {
			p, err := tutorial.Parse("page.md", page(test.text))
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(p.Stray(), "\n")
			if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
