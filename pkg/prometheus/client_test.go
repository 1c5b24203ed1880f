package prometheus_test

import (
	"context"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/graylane/graylane/pkg/prometheus"
)

// secret is what no error may repeat.
const secret = "s3cr3t-t0ken"

// at is when is asked.
var at = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// ask asks a server for nothing in particular.
func ask(t *testing.T, o prometheus.Options) (string, error) {
	t.Helper()
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	c, err := prometheus.New(o)
	if err != nil {
		t.Fatal(err)
	}
	body, err := c.Ask(context.Background(), prometheus.Query{Text: "up"}, at)
	return string(body), err
}

// serve is a server that answers in a way, and the requests that it got.
func serve(t *testing.T, answer http.HandlerFunc) (url string, got *[]*http.Request) {
	t.Helper()
	got = new([]*http.Request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		*got = append(*got, r)
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, got
}

func fine(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(`{"status":"success"}`)) }

func TestAsk(t *testing.T) {
	url, got := serve(t, fine)
	for _, tt := range []struct {
		reason, url, path, authorization string
		options                          prometheus.Options
	}{
		{reason: "the root", url: url, path: "/api/v1/query"},
		{reason: "a prefix is kept", url: url + "/prom/eu/", path: "/prom/eu/api/v1/query"},
		{"a token", url, "/api/v1/query", "Bearer " + secret, prometheus.Options{Token: secret}},
		{"credentials of the URL", strings.Replace(url, "//", "//me:pw@", 1), "/api/v1/query", "Basic bWU6cHc=", prometheus.Options{}},
		{"a header", url, "/api/v1/query", "Custom x", prometheus.Options{Header: map[string][]string{"authorization": {"Custom x"}}}},
		{"a token goes before the credentials of the URL", strings.Replace(url, "//", "//me:pw@", 1), "/api/v1/query", "Bearer " + secret, prometheus.Options{Token: secret}},
	} {
		*got = nil
		tt.options.URL = tt.url
		body, err := ask(t, tt.options)
		if err != nil || body != `{"status":"success"}` || len(*got) != 1 {
			t.Errorf("%s: %q, %v, %d requests", tt.reason, body, err, len(*got))
			continue
		}
		r := (*got)[0]
		if r.Method != http.MethodPost || r.URL.Path != tt.path || r.URL.RawQuery != "" || r.Header.Get("Authorization") != tt.authorization {
			t.Errorf("%s: %s %s, %q", tt.reason, r.Method, r.URL, r.Header.Get("Authorization"))
		}
		if r.PostForm.Get("query") != "up" || r.PostForm.Get("time") != "2026-01-31T12:00:00Z" || r.PostForm.Get("timeout") != "10s" {
			t.Errorf("%s: %v", tt.reason, r.PostForm)
		}
	}
}

func TestAskFails(t *testing.T) {
	elsewhere, reached := serve(t, fine)
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			w.Write([]byte(strings.ReplaceAll(body, "TOKEN", r.Header.Get("Authorization"))))
		}
	}
	for _, tt := range []struct {
		reason  string
		answer  http.HandlerFunc
		options prometheus.Options
		want    string
	}{
		{"a redirect to elsewhere", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, strings.Replace(elsewhere, "//", "//u:p@", 1)+"/login?token="+secret, http.StatusFound)
		}, prometheus.Options{}, "it answers 302, a redirect to " + elsewhere + "/login, which is not followed: name the URL of the API itself"},
		{"a redirect that keeps the method", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere, http.StatusTemporaryRedirect)
		}, prometheus.Options{}, "it answers 307, a redirect to " + elsewhere + ", which"},
		{"credentials are missing", status(401, "no"), prometheus.Options{}, "it answers 401 Unauthorized: no; it wants credentials"},
		{"an error of the API", status(422, `{"status":"error","errorType":"execution","error":"query processing would load too many samples"}`), prometheus.Options{},
			`it answers 422 Unprocessable Entity: execution: "query processing would load too many samples"`},
		{"the wrong path", status(404, "404 page not found\n"), prometheus.Options{}, "it answers 404 Not Found: \"404 page not found\"; the API is expected at /api/v1/query under the URL"},
		{"a page", status(502, "<html>TOKEN"), prometheus.Options{}, "it answers 502 Bad Gateway"},
		{"the token comes back", status(400, "bad header TOKEN\x1b[31m"), prometheus.Options{}, `it answers 400 Bad Request: "bad header Bearer ***\x1b[31m"`},
		{"too much", status(200, strings.Repeat("x", 1000)), prometheus.Options{Limit: 999}, "its answer has more than 999 bytes"},
		{"no end", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, prometheus.Options{Timeout: 50 * time.Millisecond}, "it did not answer in time"},
	} {
		url, _ := serve(t, tt.answer)
		tt.options.URL, tt.options.Token = url, secret
		_, err := ask(t, tt.options)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %s", tt.reason, err, tt.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the token is told: %v", tt.reason, err)
		}
	}
	if len(*reached) > 0 {
		t.Errorf("%d requests went where redirects lead", len(*reached))
	}
}

// TestNoProxy sees that requests do not go where the environment says.
func TestNoProxy(t *testing.T) {
	proxy, reached := serve(t, fine)
	url, got := serve(t, fine)
	t.Setenv("HTTP_PROXY", proxy)
	t.Setenv("http_proxy", proxy)
	t.Setenv("ALL_PROXY", proxy)
	ask(t, prometheus.Options{URL: "http://prometheus.invalid", Token: secret})
	if _, err := ask(t, prometheus.Options{URL: url}); err != nil || len(*got) != 1 || len(*reached) != 0 {
		t.Errorf("%v, %d requests to the server, %d to the proxy", err, len(*got), len(*reached))
	}
}

func TestTLS(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(fine))
	defer server.Close()
	server.Config.ErrorLog = nil
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if _, err := ask(t, prometheus.Options{URL: server.URL, Token: secret}); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
	if _, err := ask(t, prometheus.Options{URL: server.URL, CA: authority}); err != nil {
		t.Errorf("a server that the authority vouches for: %v", err)
	}
	if _, err := ask(t, prometheus.Options{URL: server.URL, Insecure: true}); err != nil {
		t.Errorf("a server that need not be vouched for: %v", err)
	}
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct {
		url   string
		token string
		want  bool
	}{
		{"http://prometheus.shop:9090", secret, true},
		{"http://me:password@prometheus.shop:9090", "", true},
		{"http://prometheus.shop:9090", "", false},
		{"https://prometheus.shop", secret, false},
		{"http://localhost:9090", secret, false},
		{"http://127.0.0.1:9090", secret, false},
		{"http://[::1]:9090", secret, false},
	} {
		c, err := prometheus.New(prometheus.Options{URL: tt.url, Token: tt.token})
		if err != nil {
			t.Fatal(err)
		}
		if c.Plain() != tt.want || strings.Contains(c.Name(), "password") {
			t.Errorf("%s: %t, %s", tt.url, c.Plain(), c.Name())
		}
	}
}
