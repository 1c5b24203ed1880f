package guard_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// connected are the addresses that a traced program connects or sends to, and the other ways out that it takes.
var (
	connected = regexp.MustCompile(`\b(?:connect|sendto|sendmsg)\(.*(\{sa_family=[^}]*\})`)
	ways      = regexp.MustCompile(`^\d+ +(?:socket\((?:AF_[A-Z0-9]+)|bind|listen|accept4?|execve)\b`)
)

// TestObserveAsksOneServer traces graylane observe: it connects to the server that is named, and to nothing else, also where the server
// names another one. Nor does it ask the proxy that the environment names.
func TestObserveAsksOneServer(t *testing.T) {
	program := graylane(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		missing(t, "strace is not on PATH")
	}
	var strangers atomic.Int64
	stranger := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strangers.Add(1) }))
	defer stranger.Close()
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if strings.HasPrefix(r.URL.Path, "/elsewhere/") {
			http.Redirect(w, r, stranger.URL+r.URL.Path, http.StatusTemporaryRedirect)
			return
		}
		_, _ = w.Write([]byte(`{"status":"success","data":{"resultType":"vector","result":[]}}`))
	}))
	defer server.Close()
	for _, tt := range []struct {
		reason, path string
		code         int
	}{
		{"the server answers", "", 0},
		{"the server sends elsewhere", "/elsewhere", 1},
	} {
		file := filepath.Join(t.TempDir(), "trace")
		cmd := exec.Command(strace, "-f", "-qq", "-e", "trace=network,execve", "-o", file, program, "observe", "--prometheus", server.URL+tt.path)
		before := asked.Load()
		if got := run(t, cmd); got.code != tt.code || asked.Load() == before {
			t.Errorf("%s: exit %d after %d questions: %s", tt.reason, got.code, asked.Load()-before, got.stderr)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range leaving(string(text), server.Listener.Addr().String()) {
			t.Errorf("%s: %s", tt.reason, line)
		}
	}
	cmd := exec.Command(program, "observe", "--prometheus", "http://prometheus.invalid", "--timeout", "5s")
	for _, name := range []string{"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"} { // which Go heeds for names alone
		cmd.Env = append(cmd.Env, name+"="+stranger.URL)
	}
	if got := run(t, cmd); got.code != 1 {
		t.Errorf("of a server that does not exist: exit %d, %s", got.code, got.stdout)
	}
	if strangers.Load() > 0 {
		t.Errorf("somebody else was asked %d times", strangers.Load())
	}
}

// leaving are the lines of a trace that tell of another way out than connections to an address; it is one of them that there is none.
func leaving(trace, address string) (found []string) {
	host, port, _ := strings.Cut(address, ":")
	own, programs := `{sa_family=AF_INET, sin_port=htons(`+port+`), sin_addr=inet_addr("`+host+`")}`, 0
	reached := false
	for line := range strings.Lines(trace) {
		line = strings.TrimSpace(line)
		if m := connected.FindStringSubmatch(line); m != nil {
			reached = reached || m[1] == own
			if m[1] != own {
				found = append(found, line)
			}
			continue
		}
		switch way := ways.FindString(line); {
		case strings.HasSuffix(way, "execve"):
			programs++
			if programs > 1 {
				found = append(found, line)
			}
		case way != "" && !strings.HasSuffix(way, "AF_INET") && !strings.HasSuffix(way, "AF_INET6"):
			found = append(found, line)
		}
	}
	if !reached {
		found = append(found, "there is no connection to "+address)
	}
	return found
}

// TestLeavingTells has other ways out noticed: else the test above could not fail.
func TestLeavingTells(t *testing.T) {
	const own = `7 connect(3, {sa_family=AF_INET, sin_port=htons(9090), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)` + "\n"
	for _, tt := range []struct {
		reason, trace string
		found         int
	}{
		{"the server alone", `7 execve("graylane") = 0` + "\n" + `7 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP) = 3` + "\n" + own, 0},
		{"nobody", "", 1},
		{"another port", own + strings.ReplaceAll(own, "9090", "53"), 1},
		{"another address", own + strings.ReplaceAll(own, "127.0.0.1", "10.0.0.1"), 1},
		{"a name server, without a connection", own + `7 sendto(4, "..", 28, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.2")}, 16) = 28` + "\n", 1},
		{"a socket file", own + `7 connect(4, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = 0` + "\n", 1},
		{"another kind of socket", own + `7 socket(AF_UNIX, SOCK_STREAM, 0) = 4` + "\n", 1},
		{"a port that is opened", own + `7 listen(4, 4096) = 0` + "\n", 1},
		{"another program", own + `7 execve("a") = 0` + "\n" + `8 execve("b") = 0` + "\n", 1},
	} {
		if got := leaving(tt.trace, "127.0.0.1:9090"); len(got) != tt.found {
			t.Errorf("%s: %q", tt.reason, got)
		}
	}
}
