package prometheus

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/graylane/graylane/pkg/quote"
)

// MaxAnswer is how many bytes of an answer are read: more than what a hundred thousand callers and callees take.
const MaxAnswer = 256 << 20

// Options are how a server is asked.
type Options struct {
	URL      string
	Token    string              // sent as a bearer token; empty for none
	Header   map[string][]string // sent as well
	CA       []byte              // certificates in PEM that the server's may come from; those of the system where empty
	Cert     []byte              // the client's own certificate in PEM, with its key
	Key      []byte
	Insecure bool          // the server's certificate is not looked at
	Timeout  time.Duration // of each question
	Limit    int64         // of an answer, in bytes; 0 for MaxAnswer
}

// Client asks one server.
type Client struct {
	options        Options
	base           *url.URL // without credentials
	user, password string   // that the URL had
	http           http.Client
}

// ParseURL reads the URL of a server: http or https, a host, perhaps a path under which the API is, and user:password@. The error repeats nothing
// of it but its scheme.
func ParseURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("it is no URL")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Opaque != "":
		return nil, errors.New("it is a URL such as http://localhost:9090 or https://prometheus.example.com/prefix")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return nil, errors.New("it has a query or a fragment, which would get lost: name the URL under which /api/v1/query is")
	}
	return u, nil
}

// New makes a client. It opens nothing yet.
func New(o Options) (*Client, error) {
	base, err := ParseURL(o.URL)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{InsecureSkipVerify: o.Insecure}
	if len(o.CA) > 0 {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(o.CA) {
			return nil, errors.New("the file of authorities has no certificate in PEM")
		}
	}
	if len(o.Cert) > 0 {
		pair, err := tls.X509KeyPair(o.Cert, o.Key)
		if err != nil {
			return nil, fmt.Errorf("the client's certificate and key: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if o.Limit == 0 {
		o.Limit = MaxAnswer
	}
	c := &Client{options: o, base: base}
	if base.User != nil {
		c.user = base.User.Username()
		c.password, _ = base.User.Password()
		base.User = nil
	}
	c.http = http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{ // no proxy: the URL is all that is spoken to
			TLSClientConfig:        config,
			DialContext:            (&net.Dialer{Timeout: o.Timeout}).DialContext,
			MaxResponseHeaderBytes: 64 << 10,
			DisableKeepAlives:      true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c, nil
}

// Plain tells whether credentials would be sent without encryption, beyond this machine.
func (c *Client) Plain() bool {
	if c.base.Scheme != "http" || len(c.secrets()) == 0 {
		return false
	}
	host := c.base.Hostname()
	ip := net.ParseIP(host)
	return host != "localhost" && (ip == nil || !ip.IsLoopback())
}

// Ask is the server's answer to a query at a time. Errors are those of the way there, of the server, and of its API, which say what
// these say.
func (c *Client) Ask(ctx context.Context, q Query, at time.Time) ([]byte, error) {
	form := url.Values{"query": {q.Text}, "time": {at.UTC().Format(time.RFC3339)}, "timeout": {strconv.FormatInt(max(1, int64(c.options.Timeout/time.Second)), 10) + "s"}}
	where := c.base.JoinPath("api/v1/query")
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, where.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return nil, c.safe(err)
	}
	for name, values := range c.options.Header {
		for _, v := range values {
			request.Header.Add(name, v)
		}
		if strings.EqualFold(name, "Host") {
			request.Host = values[0]
		}
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "graylane")
	switch {
	case c.options.Token != "":
		request.Header.Set("Authorization", "Bearer "+c.options.Token)
	case c.user != "" || c.password != "":
		request.SetBasicAuth(c.user, c.password)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.safe(unwrapped(err))
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, c.options.Limit+1))
	switch {
	case response.StatusCode >= 300 && response.StatusCode < 400:
		return nil, c.safe(redirected(response))
	case response.StatusCode != http.StatusOK:
		return nil, c.safe(refused(response, body))
	case err != nil:
		return nil, c.safe(fmt.Errorf("reading its answer: %w", unwrapped(err)))
	case int64(len(body)) > c.options.Limit:
		return nil, fmt.Errorf("its answer has more than %d bytes, which is as much as is read: ask for a shorter window", c.options.Limit)
	}
	return body, nil
}

// unwrapped is an error of the way there without the URL, which is known.
func unwrapped(err error) error {
	var of *url.Error
	if errors.As(err, &of) {
		if of.Timeout() {
			return errors.New("it did not answer in time")
		}
		return of.Err
	}
	return err
}

// redirected is why a redirect is not followed: it may lead anywhere, to the page of a login for instance.
func redirected(r *http.Response) error {
	to, err := r.Location()
	if err != nil {
		return fmt.Errorf("it answers %d, a redirect, and does not say where to", r.StatusCode)
	}
	to.User, to.RawQuery, to.Fragment = nil, "", ""
	return fmt.Errorf("it answers %d, a redirect to %s, which is not followed: name the URL of the API itself", r.StatusCode, quote.Text(to.String(), 200))
}

// refused is what a server says that does not answer.
func refused(r *http.Response, body []byte) error {
	var said struct {
		ErrorType string `json:"errorType"`
		Error     string `json:"error"`
	}
	text := ""
	if json.Unmarshal(body, &said) == nil && said.Error != "" {
		text = ": " + quote.Text(said.ErrorType, 40) + ": " + quote.Text(said.Error, 500)
	} else if line, _, _ := bytes.Cut(bytes.TrimSpace(body), []byte("\n")); len(line) > 0 && !bytes.HasPrefix(line, []byte("<")) {
		text = ": " + quote.Text(string(line), 200)
	}
	switch r.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		text += "; it wants credentials: --token-file, --header or --cert-file"
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		text += "; the API is expected at /api/v1/query under the URL"
	}
	return fmt.Errorf("it answers %d %s%s", r.StatusCode, http.StatusText(r.StatusCode), text)
}

// secrets are what is sent and is not to be told.
func (c *Client) secrets() []string {
	all := []string{c.options.Token, c.password}
	for _, values := range c.options.Header {
		for _, v := range values {
			all = append(all, v)
			if _, credential, found := strings.Cut(v, " "); found {
				all = append(all, credential)
			}
		}
	}
	var told []string
	for _, s := range all {
		if len(s) > 3 { // what is shorter stands everywhere
			told = append(told, s)
		}
	}
	return told
}

// safe is an error without credentials, whoever repeats them.
func (c *Client) safe(err error) error {
	text := err.Error()
	for _, s := range c.secrets() {
		text = strings.ReplaceAll(text, s, "***")
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

// Name is the URL of the server, without credentials.
func (c *Client) Name() string { return c.base.String() }
