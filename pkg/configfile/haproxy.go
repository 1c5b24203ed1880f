package configfile

import (
	"regexp"
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

var (
	haproxySection = regexp.MustCompile(`(?m)^(backend|listen|frontend|resolvers|peers)[ \t]+[^\s{]+[ \t]*$`)
	haproxyServer  = regexp.MustCompile(`(?m)^[ \t]*(server|server-template|nameserver|peer)([ \t]+\S+){2,}`)
)

// isHAProxy tells whether a text has sections of HAProxy with servers in them.
func isHAProxy(text string) bool {
	return haproxySection.MatchString(text) && haproxyServer.MatchString(text)
}

// haproxySections are the keywords that begin a section (https://docs.haproxy.org/3.0/configuration.html#1.1).
const haproxySections = " global defaults frontend backend listen resolvers peers mailers ring log-forward program " +
	"userlist cache "

// haproxyAddress is which argument of a directive is an address, by the directive. HAProxy calls nothing else.
func haproxyAddress(directive string) (argument int, ok bool) {
	switch directive {
	case "server", "nameserver", "peer", "mailer":
		return 2, true
	case "server-template":
		return 3, true
	case "log":
		return 1, true
	}
	return 0, false
}

// readHAProxy reads the addresses of a configuration of HAProxy, those of a section as a group.
func readHAProxy(text string) []setting.Group {
	var w writer
	section := ""
	for number, line := range lines(text) {
		words := split(line)
		if strings.Contains(haproxySections, " "+words[0]+" ") && !isSpace(line[0]) {
			w.end()
			section = words[0]
			continue
		}
		argument, ok := haproxyAddress(words[0])
		if !ok || section == "" || argument >= len(words) || w.full() {
			continue
		}
		if address, ok := haproxyHost(words[argument]); ok {
			w.add(setting.Setting{
				Name: section + "." + words[0], Field: onLine(number), Value: address, Host: words[0] != "log",
			})
		}
	}
	return w.done()
}

// haproxyHost is an address without its family; ok is false for a socket, a file or a stream
// (https://docs.haproxy.org/3.0/configuration.html#11.1).
func haproxyHost(address string) (host string, ok bool) {
	family, host, found := strings.Cut(address, "@")
	if !found {
		family, host = "ipv4", address
	}
	switch family {
	case "ipv4", "ipv6", "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6":
		return host, host != "" && host[0] != '/' && host != "stdout" && host != "stderr" && host != "global"
	}
	return "", false
}
