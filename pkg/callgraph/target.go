package callgraph

import (
	"strconv"
	"strings"
)

// Target is a host that a value names.
type Target struct {
	Host string // a DNS name in lower case, as written
	Port int    // 0 when the value gives none
}

// defaultPorts are the ports that a URL without one means.
var defaultPorts = map[string]int{"http": 80, "ws": 80, "https": 443, "wss": 443}

// Targets are the hosts that a value names, in its order: each part of a list (separated by commas,
// semicolons or white space) that is a URL of any scheme, host:port, or a name with a dot. A bare word
// names nothing.
func Targets(value string) []Target {
	var targets []Target
	for _, part := range strings.FieldsFunc(value, separator) {
		if t, ok := target(part); ok {
			targets = append(targets, t)
		}
	}
	return targets
}

func separator(r rune) bool {
	return strings.ContainsRune(", ;\t\n\r", r)
}

func target(part string) (Target, bool) {
	part = strings.Trim(part, `"'`)
	scheme, rest, isURL := strings.Cut(part, "://")
	if !isURL {
		return hostPort(part)
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority = rest[:end]
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		authority = authority[at+1:]
	}
	host, port, hasPort := strings.Cut(authority, ":")
	t := Target{Host: strings.ToLower(host), Port: defaultPorts[strings.ToLower(scheme)]}
	if hasPort && port != "" {
		number, ok := portNumber(port)
		if !ok {
			return Target{}, false
		}
		t.Port = number
	}
	return t, validHost(t.Host)
}

// hostPort reads host:port, with a path behind it or not, and a bare name with a dot.
func hostPort(part string) (Target, bool) {
	part, _, _ = strings.Cut(part, "/")
	host, port, hasPort := strings.Cut(part, ":")
	t := Target{Host: strings.ToLower(host)}
	if !hasPort {
		return t, strings.Contains(strings.TrimSuffix(host, "."), ".") && validHost(t.Host)
	}
	number, ok := portNumber(port)
	t.Port = number
	return t, ok && validHost(t.Host)
}

// portNumber reads a port, in decimal digits alone.
func portNumber(s string) (int, bool) {
	number, err := strconv.ParseUint(s, 10, 16)
	return int(number), err == nil && number > 0
}

// validHost tells whether host is a DNS name, relative or absolute (RFC 1123, section 2.1).
func validHost(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if host == "" || len(host) > 253 {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if c := label[i]; c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
				return false
			}
		}
	}
	return true
}
