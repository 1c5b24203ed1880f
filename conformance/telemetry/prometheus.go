package telemetry

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/graylane/graylane/conformance"
)

// patience is how long Prometheus may take for anything, on a busy machine.
const patience = 60 * time.Second

// Prometheus is a Prometheus server that scrapes one mesh.
type Prometheus struct {
	URL     string // without a slash at its end
	mesh    atomic.Pointer[Mesh]
	scrapes atomic.Int64
}

// configuration has one target, with all pods; what labels they have counts.
const configuration = `
global: {scrape_interval: 100ms, scrape_timeout: 100ms}
scrape_configs:
- {job_name: mesh, honor_labels: true, static_configs: [{targets: [%q]}]}
`

// listening is how Prometheus logs its address.
var listening = regexp.MustCompile(`msg="Listening on" address=(\S+)`)

// Start runs Prometheus until the test ends.
func Start(t testing.TB) *Prometheus {
	t.Helper()
	program, dir := conformance.Require(t, "prometheus"), t.TempDir()
	p := &Prometheus{}
	scraped := httptest.NewServer(p.handler())
	t.Cleanup(scraped.Close)
	config := filepath.Join(dir, "prometheus.yml")
	if err := os.WriteFile(config, fmt.Appendf(nil, configuration, scraped.Listener.Addr()), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--config.file="+config, "--storage.tsdb.path="+filepath.Join(dir, "data"),
		"--web.listen-address=127.0.0.1:0", "--web.enable-admin-api")
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-ended
		_ = cmd.Wait()
	})
	address := make(chan string, 1)
	go follow(log, address, ended)
	select {
	case p.URL = <-address:
	case <-ended:
		t.Fatal("Prometheus does not start")
	case <-time.After(patience):
		t.Fatal("Prometheus does not listen")
	}
	return p
}

// follow reads a log to its end, and sends the URL that it tells of.
func follow(log io.Reader, address chan<- string, ended chan<- struct{}) {
	defer close(ended)
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			address <- "http://" + m[1]
		}
	}
	_, _ = io.Copy(io.Discard, log)
}

// handler answers Prometheus.
func (p *Prometheus) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		gatherer := prometheus.Gatherers{}
		if m := p.mesh.Load(); m != nil {
			gatherer = append(gatherer, m)
		}
		promhttp.HandlerFor(gatherer, promhttp.HandlerOpts{}).ServeHTTP(w, r)
		p.scrapes.Add(1)
	})
}

// Watch forgets all that was scraped, and scrapes a mesh from now on.
func (p *Prometheus) Watch(t testing.TB, m *Mesh) {
	t.Helper()
	p.mesh.Store(nil)
	before := p.scrapes.Load()
	p.await(t, "it does not scrape", func() bool { return p.scrapes.Load() > before+1 })
	response, err := http.PostForm(p.URL+"/api/v1/admin/tsdb/delete_series", url.Values{"match[]": {`{__name__=~"istio_.+"}`}})
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		t.Fatal(response.Status)
	}
	if left := p.Query(t, `count(count_over_time({__name__=~"istio_.+"}[1h]))`); len(left) > 0 {
		t.Fatalf("Prometheus still has %v", left)
	}
	p.mesh.Store(m)
}

// Await waits until everything that the mesh has counted is stored.
func (p *Prometheus) Await(t testing.TB) {
	t.Helper()
	p.await(t, "it has not scraped everything", func() bool {
		want, err := p.mesh.Load().total()
		if err != nil {
			t.Fatal(err)
		}
		got := p.Query(t, `sum({__name__=~"istio_.+"})`)
		return want == 0 && len(got) == 0 || len(got) == 1 && got[0].Value == want
	})
}

func (p *Prometheus) await(t testing.TB, otherwise string, ready func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("Prometheus: %s", otherwise)
		}
	}
}

// Sample is one result of a query.
type Sample struct {
	Labels map[string]string
	Value  float64
}

// Query asks for a vector, as of now.
func (p *Prometheus) Query(t testing.TB, query string) (all []Sample) {
	t.Helper()
	response, err := http.PostForm(p.URL+"/api/v1/query", url.Values{"query": {query}})
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Error string
		Data  struct {
			Result []struct {
				Metric map[string]string
				Value  [2]any
			}
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if answer.Error != "" {
		t.Fatalf("%s: %s", query, answer.Error)
	}
	for _, r := range answer.Data.Result {
		text, _ := r.Value[1].(string)
		value, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Sample{r.Metric, value})
	}
	return all
}
