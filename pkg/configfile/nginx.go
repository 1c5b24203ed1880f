package configfile

import (
	"regexp"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// readNginx reads a configuration of nginx, or one of other braces and semicolons: each directive is a group. ok is
// false where blocks are too deep, or nothing has a semicolon.
func readNginx(text string) (groups []setting.Group, ok bool) {
	all, ok := directives(text)
	n := nginx{upstreams: map[string]bool{}, variables: map[string]string{}}
	for _, d := range all {
		switch {
		case d.heads && d.words[0] == "upstream" && len(d.words) > 1:
			n.upstreams[d.words[1]] = true
		case d.words[0] == "set" && len(d.words) == 3 && len(d.words[2]) <= maxPath && !strings.Contains(d.words[2], "$"):
			n.variables[d.words[1]] = d.words[2]
		}
	}
	for _, d := range all {
		if !d.heads && !n.full() {
			n.directive(d)
			n.end()
		}
	}
	return n.done(), ok && strings.IndexByte(text, ';') >= 0
}

// nginx reads directives.
type nginx struct {
	writer
	upstreams map[string]bool   // the names of the blocks of the file
	variables map[string]string // the values that set gives, by name with its dollar
}

// directive adds the arguments of a directive that may name hosts.
func (n *nginx) directive(d directive) {
	name, arguments := strings.TrimLeft(d.words[0], "."), d.words[1:]
	if len(arguments) > 0 && arguments[0] == "=" {
		arguments = arguments[1:]
	}
	host := false
	switch {
	case namesNoHost(name) || len(arguments) == 0:
		return
	case name == "server":
		arguments, host = arguments[:1], inUpstream(d.block)
	case name == "set":
		name += "." + strings.TrimPrefix(arguments[0], "$")
		arguments = arguments[1:]
	case name == "resolver":
		host = true
	case strings.HasSuffix(name, "_pass"):
		arguments = []string{n.expanded(arguments[0])}
		host = !strings.Contains(arguments[0], "://")
	}
	at, ok := place{name: d.block}.down(entry{key: name, index: -1})
	for _, value := range arguments {
		if ok && !n.isUpstream(value, name) && !(host && isOption(value)) {
			n.add(setting.Setting{Name: at.name, Field: onLine(d.line), Value: value, Host: host})
		}
	}
}

// variable is a variable in a value (https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#set).
var variable = regexp.MustCompile(`\$\w+`)

// expanded is an argument with the values of the variables in it; a long one stays as it is.
func (n *nginx) expanded(argument string) string {
	if len(argument) > maxPath {
		return argument
	}
	return variable.ReplaceAllStringFunc(argument, n.value)
}

// value is the value of a variable, where the file sets one; else the variable.
func (n *nginx) value(variable string) string {
	if value, set := n.variables[variable]; set {
		return value
	}
	return variable
}

// namesNoHost tells whether the arguments of a directive name no host that nginx calls: its own names, files, headers,
// and what it sends the client to (https://nginx.org/en/docs/dirindex.html).
func namesNoHost(directive string) bool {
	switch directive {
	case "server_name", "listen", "location", "map", "upstream", "log_format", "root", "index", "try_files",
		"add_header", "rewrite", "return", "proxy_set_header", "include":
		return true
	}
	return false
}

// inUpstream tells whether a block is that of an upstream, the servers of which are hosts
// (https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server).
func inUpstream(block string) bool {
	return block == "upstream" || strings.HasSuffix(block, ".upstream")
}

// isUpstream tells whether a value names a block of the file and no host: http://NAME/path or NAME, without a port
// (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass).
func (n *nginx) isUpstream(value, directive string) bool {
	if directive == "server" || directive == "resolver" {
		return false
	}
	if _, rest, found := strings.Cut(value, "://"); found {
		value = rest
	}
	value, _, _ = strings.Cut(value, "/")
	return n.upstreams[value]
}

// isOption tells whether an argument in the place of a host is none: an option or a socket.
func isOption(argument string) bool {
	return strings.Contains(argument, "=") || strings.HasPrefix(argument, "unix:") || argument == "off"
}
