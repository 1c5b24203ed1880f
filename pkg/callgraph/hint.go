package callgraph

import (
	"slices"
	"strings"
	"unicode"
)

// hostWords are words in a name that say that its value is a host, whatever else the name says.
var hostWords = wordSet(`host hosts hostname hostnames addr addrs address addresses endpoint endpoints url urls uri uris
	server servers broker brokers bootstrap dsn upstream upstreams backend backends target targets connect connection
	connections connectionstring connectionstrings conn peer peers seed seeds nodes master leader primary replica slave remote
	proxy gateway fqdn dns link links depends dependencies nameserver quorum ensemble contactpoints replicaof slaveof
	forward h`)

// otherWords are words that, as the last of a name, say that its value is something else, whatever stands before.
var otherWords = wordSet(`name names user username users password passwd pass pwd secret token key keys db database databases dbname
	schema table tables collection index bucket topic topics queue queues exchange channel subject stream group groups path
	prefix suffix dir directory file files image images tag tags version type types kind mode driver dialect engine provider
	protocol scheme class level role roles profile profiles env environment stage namespace label labels id ids uuid timeout
	interval count size max min limit enabled format method realm client audience scope scopes locale lang zone region title
	description app apps application component module package command cmd job jobs task tasks cluster vhost port ports catalog
	filename hash regex pattern domain domains origin origins strategy policy algorithm`)

// portWords are words that say that a value is a port.
var portWords = wordSet(`port ports p`)

// generic are words that do not tell one host's variables from another's.
var generic = wordSet(`host hosts hostname addr address server service svc url uri endpoint ip fqdn port ports number
	value tcp h p`)

// attributes are words that say what a value is wherever they are the last of a name.
var attributes = wordSet(`name names user username password passwd secret token key type port ports path id version protocol
	scheme mode timeout enabled size count`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// glued are words that names have at their end without a separator, as in PGHOST, with the words that end so by chance.
var glued = []string{"hostname", "host", "address", "addr", "servers", "server", "endpoint", "brokers", "broker", "url", "uri", "port", "dsn"}

var notGlued = wordSet(`ghost curl localhost observer support import export report transport passport viewport airport webserver
	httpserver apiserver transporturl`)

// words are the words of a name, in lower case: REDIS_HOST, redisHost and redis.host are all [redis host]. Numbers
// at the end of a word count for nothing.
func words(name string) []string {
	var out []string
	for _, part := range split(name) {
		word := strings.TrimRight(strings.ToLower(part), "0123456789")
		if word == "" {
			continue
		}
		for _, end := range glued {
			if stem, found := strings.CutSuffix(word, end); found && stem != "" && !notGlued[word] {
				out = append(out, stem)
				word = end
				break
			}
		}
		out = append(out, word)
	}
	return out
}

// split takes a name apart at whatever is neither letter nor digit, and where a capital begins a word.
func split(name string) []string {
	var parts []string
	start := 0
	runes := []rune(name)
	cut := func(end int) {
		if end > start {
			parts = append(parts, string(runes[start:end]))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsUpper(runes[i-1])):
			cut(i)
			start = i
		}
	}
	cut(len(runes))
	return parts
}

// namesHost tells whether a name says that its value is a host.
func namesHost(name string) bool {
	in := words(lastKey(name))
	if len(in) == 0 {
		return false
	}
	last := len(in) - 1
	switch {
	case in[last] == "name" && last > 0 && (in[last-1] == "host" || in[last-1] == "server" || in[last-1] == "service" && hasWord(in[:last-1], hostWords)):
		return true
	case attributes[in[last]]:
		return false
	case last > 0 && (in[0] == "host" || in[0] == "url" || in[0] == "addr") || listOfHosts(name):
		return true
	}
	return !otherWords[in[last]] && (hasWord(in, hostWords) || namesTechnology(in))
}

// namesTechnology tells whether words are the names of databases, brokers and the like, and nothing else: REDIS=cache.
func namesTechnology(in []string) bool {
	return !slices.ContainsFunc(in, func(word string) bool { return kindWords[word] == "" })
}

func hasWord(in []string, set map[string]bool) bool {
	return slices.ContainsFunc(in, func(word string) bool { return set[word] })
}

// lastKey is the last part of a dotted path.
func lastKey(name string) string {
	return name[strings.LastIndexByte(name, '.')+1:]
}

// listOfHosts tells whether the key above says that what is below it are hosts: hosts.db, urls.orders.
func listOfHosts(name string) bool {
	parents, _, found := strings.Cut(name, ".")
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		parents = lastKey(name[:i])
	}
	if !found {
		return false
	}
	in := words(parents)
	return len(in) > 0 && strings.HasSuffix(in[len(in)-1], "s") && hostWords[in[len(in)-1]]
}

// namesService tells whether a name says that its value is the Service of that name: ORDERS_SERVICE=orders.
func namesService(name, service string) bool {
	in := words(lastKey(name))
	if len(in) < 2 || !hasWord(in[len(in)-1:], wordSet("service services svc")) {
		return false
	}
	of := words(service)
	return slices.ContainsFunc(in[:len(in)-1], func(word string) bool { return slices.Contains(of, word) })
}

// stem is what is left of a name without the words that all variables of hosts and ports have.
func stem(name string) string {
	var left []string
	before := ""
	for _, word := range words(name) {
		if !generic[word] && (word != "name" || !generic[before]) {
			left = append(left, word)
		}
		before = word
	}
	return strings.Join(left, " ")
}

// namesPort tells whether a name says that its value is a port.
func namesPort(name string) bool {
	return hasWord(words(lastKey(name)), portWords)
}

// clientWords are words that say that a value names who calls, or how one is called, and not whom one calls: the origins that a
// service admits, where it sends a browser back to, the names in its certificate.
var clientWords = wordSet(`cors origin origins redirect redirects csr san sans dnsnames allowed advertised listen listener
	listeners bind`)

// namesClient tells whether a name, or the key right above it, says that its value, in whatever form, is no host to call.
func namesClient(name string) bool {
	last := lastKey(name)
	parent := lastKey(strings.TrimSuffix(strings.TrimSuffix(name, last), "."))
	return hasWord(words(last), clientWords) || hasWord(words(parent), clientWords)
}

// namesOther tells whether a name says that its value is no host.
func namesOther(name string) bool {
	in := words(lastKey(name))
	return len(in) > 0 && otherWords[in[len(in)-1]] && !namesHost(name)
}
