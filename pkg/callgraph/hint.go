package callgraph

import (
	"slices"
	"strings"
)

// hostWords are words in a name that say that its value is a host, whatever else the name says.
var hostWords = wordSet(`host hosts hostname hostnames addr addrs address addresses endpoint endpoints url urls uri uris
	server servers broker brokers bootstrap dsn upstream upstreams backend backends target targets connect connection
	connections connectionstring connectionstrings conn peer peers seed seeds nodes master leader primary replica slave remote
	proxy gateway fqdn dns link links depends dependencies nameserver quorum ensemble contactpoints replicaof slaveof
	forward`)

// otherWords are words that, as the last of a name, say that its value is something else, whatever stands before.
var otherWords = wordSet(`name names user username users password passwd pass pwd secret token key keys db database databases dbname
	schema table tables collection index bucket topic topics queue queues exchange channel subject stream group groups path
	prefix suffix dir directory file files image images tag tags version type types kind mode driver dialect engine provider
	protocol scheme class level role roles profile profiles env environment stage namespace label labels id ids uuid timeout
	interval count size max min limit enabled format method realm client audience scope scopes locale lang zone region title
	description app apps application component module package command cmd job jobs task tasks cluster vhost port ports catalog
	filename alias aliases hash regex pattern domain domains origin origins strategy policy algorithm`)

// portWords are words that say that a value is a port.
var portWords = wordSet(`port ports p`)

// generic are words that do not tell one host's variables from another's.
var generic = wordSet(`host hosts hostname addr address server service svc url uri endpoint ip fqdn port ports number
	value tcp h p`)

// attributes are words that say what a value is wherever they are the last of a name.
var attributes = wordSet(`name names user username password passwd secret token key type port ports path id version protocol
	scheme mode timeout enabled size count`)

// clientWords are words that say that a value names who calls, or how one is called, and not whom one calls: the origins that a
// service admits, where it sends a browser back to, the names in its certificate.
var clientWords = wordSet(`cors origins redirect redirects rewrite csr san sans dnsnames allowed`)

// clientParents are words of a key that say the same of what is right below it: of the names in a certificate, and of
// labels, which describe.
var clientParents = wordSet(`cors csr san sans certificate certificates labels annotations`)

// ownHosts tells whether a key and the one above it say that a value is what a route is for: routes.hosts.
func ownHosts(own, above []string) bool {
	return len(own) == 1 && (own[0] == "host" || own[0] == "hosts") && (slices.Contains(above, "routes") || slices.Contains(above, "route"))
}

// notProxied tells whether words say that a value lists what is called without a proxy: NO_PROXY, http.nonProxyHosts.
func notProxied(in []string) bool {
	for i, word := range in[:max(0, len(in)-1)] {
		if (word == "no" || word == "non") && in[i+1] == "proxy" {
			return true
		}
	}
	return false
}

// podName is the variable that holds the name of the pod itself.
const podName = "HOSTNAME"

// serviceWords are words that say that a value is the name of a Service, if the rest of the name says of which.
var serviceWords = wordSet(`service services svc`)

// healthWords are words that say that a value is the address of a health check.
var healthWords = wordSet(`hc healthcheck healthz liveness readiness`)

// hint is what the name of a setting tells about its value.
type hint struct {
	own    []string // the words of its last key
	stem   string   // the words without those that all names of hosts and ports have
	host   bool     // the value is a host
	other  bool     // the value is something else, unless it is sure to be a host
	client bool     // the value, in whatever form, is no host to call
	port   bool     // the value is a port
	health bool     // the value is the address of a health check
	kind   Kind     // of the calls that the value shows; empty when the name does not tell
}

// hostOption is the option of one letter by which many clients take a host; -H is more often a header.
const hostOption = "h"

// hintOf reads a name. A dotted path tells by its last key, and by the key right above it.
func hintOf(name string) *hint {
	last := lastKey(name)
	own := words(last)
	all, above := own, []string(nil)
	if parents := strings.TrimSuffix(strings.TrimSuffix(name, last), "."); parents != "" {
		all, above = words(name), words(lastKey(parents))
	}
	h := &hint{
		own: own, stem: stem(all), host: namesHost(own, above) || name == hostOption, port: hasWord(own, portWords), health: hasWord(own, healthWords),
		client: hasWord(own, clientWords) || hasWord(above, clientParents) || ownHosts(own, above) || notProxied(own) || name == podName, kind: kindIn(own),
	}
	if h.kind == "" {
		h.kind = kindIn(all)
	}
	h.other = len(own) > 0 && otherWords[own[len(own)-1]]
	return h
}

// namesHost tells whether the words of a name say that its value is a host, or those above it that what is below are
// hosts: hosts.db, urls.orders.
func namesHost(own, above []string) bool {
	if len(own) == 0 {
		return false
	}
	first, last := own[0], own[len(own)-1]
	switch {
	case last == "name" && nameOfHost(own[:len(own)-1]):
		return true
	case last == "names" && slices.Contains(above, "dns"): // Prometheus' dns_sd_configs
		return true
	case attributes[last]:
		return false
	case len(own) > 1 && (first == "host" || first == "url" || first == "addr") || listsHosts(above):
		return true
	}
	return !otherWords[last] && (hasWord(own, hostWords) || namesTechnology(own))
}

// nameOfHost tells whether the words before "name" say that it is a host's.
func nameOfHost(before []string) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return last == "host" || last == "server" && len(before) > 1 || last == "service" && hasWord(before, hostWords)
}

// listsHosts tells whether words say that what is below them are hosts.
func listsHosts(in []string) bool {
	return len(in) > 0 && strings.HasSuffix(in[len(in)-1], "s") && hostWords[in[len(in)-1]]
}

// namesTechnology tells whether words are the names of databases, brokers and the like, and nothing else: REDIS=cache.
func namesTechnology(in []string) bool {
	return !slices.ContainsFunc(in, func(word string) bool { return kindWords[word] == "" })
}

// service tells whether a name says that its value is the Service of the other name: ORDERS_SERVICE=orders.
func (h *hint) service(of *hint) bool {
	if len(h.own) < 2 || !serviceWords[h.own[len(h.own)-1]] {
		return false
	}
	return slices.ContainsFunc(h.own[:len(h.own)-1], func(word string) bool { return slices.Contains(of.own, word) })
}

// of tells whether a name has a word of another name that says that the value is no host to call: that is then what the
// other is called.
func (h *hint) of(other *hint) bool {
	return slices.ContainsFunc(h.own, func(word string) bool { return clientWords[word] && slices.Contains(other.own, word) })
}

// stem is what is left of the words of a name without those that all variables of hosts and ports have.
func stem(in []string) string {
	var left []string
	before := ""
	for _, word := range in {
		if !generic[word] && (word != "name" || !generic[before]) {
			left = append(left, word)
		}
		before = word
	}
	return strings.Join(left, " ")
}
