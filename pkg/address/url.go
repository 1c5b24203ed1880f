package address

import "strings"

// defaultPorts are the ports that a URL without one means, by its scheme: those of the IANA service name registry
// and of the protocols' own specifications.
var defaultPorts = map[string]int{
	"http": 80, "ws": 80, "https": 443, "wss": 443, "ftp": 21, "ssh": 22, "sftp": 22, "smtp": 25, "ldap": 389, "ldaps": 636,
	"postgres": 5432, "postgresql": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "mssql": 1433, "oracle": 1521,
	"mongodb": 27017, "redis": 6379, "rediss": 6379, "memcached": 11211, "cassandra": 9042, "neo4j": 7687, "bolt": 7687,
	"amqp": 5672, "amqps": 5671, "mqtt": 1883, "mqtts": 8883, "nats": 4222, "kafka": 9092, "stomp": 61613, "pulsar": 6650,
	"zk": 2181, "zookeeper": 2181, "consul": 8500, "hdfs": 8020, "couchbase": 8091, "rtsp": 554, "rtmp": 1935,
}

// DefaultPort is the port that a URL of a scheme means when it gives none; 0 for a scheme without one.
func DefaultPort(scheme string) int { return defaultPorts[scheme] }

// hostless are the schemes whose URLs name no host: their authority is a file, a bucket, a destination, an identity.
var hostless = map[string]bool{
	"file": true, "unix": true, "jar": true, "classpath": true, "s3": true, "s3a": true, "s3n": true, "gs": true, "wasb": true,
	"abfs": true, "abfss": true, "azblob": true, "topic": true, "queue": true, "direct": true, "exchange": true,
	"persistent": true, "non-persistent": true, "spiffe": true, "docker": true, "docker-image": true, "oci": true, "sqlite": true,
	"sqlite3": true, "memory": true, "mem": true, "env": true, "secret": true, "arn": true, "urn": true, "data": true, "embed": true,
}

// resolvers are the schemes of gRPC targets whose address is the path: dns:///host:port, with or without the
// DNS server as authority (https://github.com/grpc/grpc/blob/master/doc/naming.md), and those of well-known
// resolvers for Kubernetes and for discovery; and the ways of look-up before a plus, as in dnssrv+_grpc._tcp.host
// (https://thanos.io/tip/thanos/service-discovery.md).
var resolvers = map[string]bool{
	"dnssrv": true, "dnssrvnoa": true,
	"dns": true, "passthrough": true, "xds": true, "kubernetes": true, "k8s": true, "srv": true, "discovery": true, "google-c2p": true,
}

// urls reads the URL whose "//" is at slashes: the hosts of its authority, of which there may be several
// separated by commas, as for MongoDB, and how many bytes of the text it took.
func urls(text string, slashes int) (found []Address, read int) {
	scheme := schemeOf(text[:slashes-1])
	start := slashes + len("//")
	end := start + authorityLength(text[start:], scheme)
	next := end + pathLength(text[end:])
	authority, path := text[start:end], text[end:next]
	if at := strings.IndexByte(path, '@'); at >= 0 && strings.Contains(authority, ":") && !strings.Contains(authority, "@") {
		authority = path[at+1:] // there is a slash in the password
		authority = authority[:authorityLength(authority, scheme)]
	}
	if resolvers[scheme] {
		authority = strings.TrimPrefix(path, "/")
	}
	if hostless[scheme] {
		return nil, next
	}
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	for part := range strings.SplitSeq(authority, ",") {
		if a, ok := parse(part); ok {
			a.Form, a.Scheme = URL, scheme
			a.Path += path
			found = append(found, a)
		}
	}
	return found, next
}

// oneHost are the schemes whose authority is one host: a comma behind it ends the URL.
var oneHost = map[string]bool{"http": true, "https": true, "ws": true, "wss": true}

// authorityLength is how much of a text, from its beginning, is an authority. What stands behind a comma is part
// of it unless something else than the path of the URL follows, such as the colon and slashes of another URL.
func authorityLength(text, scheme string) int {
	end := lengthUntil(text, endsAuthority)
	comma := strings.IndexByte(text[:end], ',')
	if comma < 0 || strings.Contains(text[comma:end], "@") {
		return end
	}
	if oneHost[scheme] || strings.HasPrefix(text[end:], ";") {
		return comma
	}
	if strings.HasPrefix(text[end:], "//") && strings.HasSuffix(text[:end], ":") {
		return strings.LastIndexByte(text[:end], ',')
	}
	return end
}

// schemeOf is the scheme before the colon of a URL: the last word, as http in api=http, without a driver
// (postgresql+psycopg2) or a kind of look-up (mongodb+srv), and the database in jdbc:mysql:replication.
func schemeOf(before string) string {
	before = strings.ToLower(before)
	if _, database, found := strings.Cut(before, "jdbc:"); found {
		scheme, _, _ := strings.Cut(database, ":")
		return scheme
	}
	start := strings.LastIndexFunc(before, func(r rune) bool {
		return r != '-' && r != '.' && r != '+' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
	scheme, _, _ := strings.Cut(before[start+1:], "+")
	return scheme
}

func endsAuthority(r rune) bool {
	return r <= ' ' || strings.ContainsRune("/?#;|\"'`()[]{}<>\\", r)
}

// pathLength is how much of what follows an authority belongs to its URL.
func pathLength(tail string) int {
	if tail == "" || !strings.ContainsRune("/?#", rune(tail[0])) {
		return 0
	}
	return lengthUntil(tail, isSeparator)
}
