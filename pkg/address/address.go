package address

import (
	"strconv"
	"strings"
)

// Form is how a text names a host; it tells how sure it is that the text names one at all.
type Form int

// The forms, the surest first.
const (
	// URL is a URL of any scheme, or another form that nothing but an address has.
	URL Form = iota
	// HostPort is host:port.
	HostPort
	// Name is a name with a dot.
	Name
	// Word is a single label, which may mean anything.
	Word
)

// Address is a host that a text names.
type Address struct {
	Form   Form
	Scheme string // in lower case, as postgresql for jdbc:postgresql://; empty when the text has none
	Host   string // a DNS name in lower case, with its trailing dot where it has one
	Port   int    // 0 when the text gives none
	// PortName is the port of a service record, as in _grpc._tcp.api; empty otherwise.
	PortName string
	// PortUnknown marks a port that is there and cannot be read, such as a placeholder.
	PortUnknown bool
	Path        string // what follows the host, from its slash on
}

// String is the host and the port, where there is one.
func (a Address) String() string {
	if a.Port == 0 {
		return a.Host
	}
	return a.Host + ":" + strconv.Itoa(a.Port)
}

// parse reads host, host:port and host:port:more, with a path behind it or not. It drops what is before an @.
func parse(text string) (Address, bool) {
	authority, path := text, ""
	if slash := strings.IndexAny(text, "/?#"); slash >= 0 {
		authority, path = text[:slash], text[slash:]
	}
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	if i := strings.IndexByte(authority, '+'); i >= 0 && resolvers[authority[:i]] {
		authority = authority[i+1:]
	}
	host, port, hasPort := strings.Cut(authority, ":")
	a := Address{Host: strings.ToLower(host), Path: path}
	a.PortName, a.Host = serviceRecord(a.Host)
	if !validHost(a.Host) {
		return Address{}, false
	}
	switch {
	case hasPort && port != "":
		port, _, _ = strings.Cut(port, ":")
		number, ok := PortNumber(port)
		if !ok && strings.IndexByte(port, masked) < 0 {
			return Address{}, false
		}
		a.Form, a.Port, a.PortUnknown = HostPort, number, !ok
	case strings.Contains(strings.TrimSuffix(a.Host, "."), "."):
		a.Form = Name
	default:
		a.Form = Word
	}
	return a, true
}

// serviceRecord takes the port off the name of a service record, _port._protocol.host (RFC 2782).
func serviceRecord(host string) (port, rest string) {
	if !strings.HasPrefix(host, "_") {
		return "", host
	}
	labels := strings.SplitN(host, ".", 3)
	if len(labels) < 3 || !strings.HasPrefix(labels[1], "_") {
		return "", host
	}
	return labels[0][1:], labels[2]
}

// PortNumber reads a port, in decimal digits alone.
func PortNumber(s string) (int, bool) {
	if len(s) == 0 || len(s) > 5 {
		return 0, false
	}
	number := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		number = number*10 + int(s[i]-'0')
	}
	return number, number > 0 && number <= 65535
}

// validHost tells whether host, in lower case, is a DNS name, relative or absolute, and no IP address: its last
// label is no number (RFC 1123, section 2.1).
func validHost(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if host == "" || len(host) > 253 {
		return false
	}
	digits := false
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		digits = true
		for i := range len(label) {
			c := label[i]
			digit := c >= '0' && c <= '9'
			if c != '-' && !digit && (c < 'a' || c > 'z') {
				return false
			}
			digits = digits && digit
		}
	}
	return !digits
}
