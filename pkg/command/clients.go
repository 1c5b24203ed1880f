package command

import "strings"

// clients are the programs whose arguments name hosts, after their manuals.
var clients = map[string]tool{
	// https://curl.se/docs/manpage.html
	"curl": {count: each, hosts: "url x proxy connect-to", values: curlValues},
	// https://www.gnu.org/software/wget/manual/wget.html
	"wget": {count: each, values: "O o a i t T P e U B output-document tries timeout header user password post-data post-file user-agent execute"},
	// https://httpie.io/docs/cli; METHOD comes before the URL or not
	"http": httpie, "https": httpie,
	// https://man.openbsd.org/nc.1, https://nmap.org/ncat/guide/
	"nc": netcat, "ncat": netcat, "netcat": netcat,
	"telnet": {count: 1, port: true, values: "l b e n"},
	"tcping": {count: 1, port: true, values: "t u"},
	// https://bind9.readthedocs.io/en/latest/manpages.html
	"nslookup": {count: 2, words: true}, "host": {count: 2, values: "t W R N c m"}, "dig": {count: each, values: "t p c f k y b q", host: dug},
	"getent": {count: each, skip: 1},
	"ping":   pings, "ping6": pings, "traceroute": pings, "arping": pings,
	// https://man.openbsd.org/ssh.1
	"ssh": {count: 1, values: "p l i o F L R D W b c E e I J m O Q S w"}, "sftp": {count: 1, values: "P i o F b"}, "ftp": {count: 1, port: true},
	// https://httpd.apache.org/docs/2.4/programs/ab.html and others that load a URL
	"ab": {count: 1, values: "n c t p T H A C g e s k v w"}, "hey": {count: 1, values: "n c q z o m H t A d D T a x host cpus"},
	"siege": {count: 1, values: "c r t d f H A m concurrent time reps"}, "wrk": wrk, "wrk2": wrk,
	"bombardier": {count: 1, values: "c n d r t l m b f H connections duration rate"},
	"fortio":     {count: 1, skip: 1, words: true, values: "c n qps t loglevel H json payload labels"},
	// https://locust.io, an option alone
	"locust": {hosts: "H host", values: "f u r t P locustfile users spawn-rate run-time web-host web-port"},
	// https://github.com/fullstorydev/grpcurl, https://github.com/grpc-ecosystem/grpc-health-probe
	"grpcurl":           {count: 1, words: true, values: "d H proto import-path protoset authority rpc-header max-time connect-timeout cert key cacert"},
	"grpc_health_probe": {words: true, hosts: "addr", values: "service connect-timeout rpc-timeout"},
	// https://www.mongodb.com/docs/mongodb-shell/reference/options/
	"mongo": mongoShell, "mongosh": mongoShell, "mongodump": mongoShell, "mongoimport": mongoShell, "mongorestore": mongoShell,
	// https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html
	"mysql": mysql, "mysqladmin": mysql, "mysqldump": mysql, "mysqlcheck": mysql, "mariadb": mysql, "mariadb-admin": mysql, "mariadb-dump": mysql,
	// https://www.postgresql.org/docs/current/app-psql.html
	"psql": postgres, "pg_isready": postgres, "pg_dump": postgres, "pg_restore": postgres, "createdb": postgres, "dropdb": postgres, "pg_basebackup": postgres,
	// https://redis.io/docs/latest/develop/tools/cli/
	"redis-cli": {hosts: "h u", values: "p a n t r i user pass"}, "valkey-cli": {hosts: "h u", values: "p a n t r i user pass"},
	"cqlsh":             {count: 1, port: true, values: "e u p f k execute username password file keyspace request-timeout"},
	"clickhouse-client": {hosts: "h host", values: "q u d query user password database port"},
	"influx":            {words: true, hosts: "host", values: "port username password database execute"},
	"etcdctl":           {hosts: "endpoints", values: "cert key cacert user command-timeout dial-timeout"},
	"rabbitmqadmin":     {hosts: "H host", values: "P u p V port username password vhost"},
	"ldapsearch":        {hosts: "h H", values: "b D w x p s f"},
	// https://docs.openssl.org/master/man1/openssl-s_client/
	"openssl": {words: true, hosts: "connect host", values: "servername port cert key CAfile in out"},
	// scripts that wait for a port, in their common forms
	"wait-for-it": waits, "wait-for-it.sh": waits, "wait-for": waits, "wait-for.sh": waits, "wait4ports": waits,
	"dockerize": {words: true, hosts: "wait", values: "timeout template stdout stderr wait-retry-interval wait-http-header", wraps: afterArguments},
	"socat":     {count: each, host: socatHost},
}

const curlValues = `X request H header d data data-binary data-raw data-urlencode o output u user A user-agent e referer F form b cookie c
	cookie-jar m max-time w write-out T upload-file retry retry-delay retry-max-time connect-timeout cacert cert key E resolve K config r
	range C limit-rate aws-sigv4 oauth2-bearer unix-socket noproxy interface`

var (
	httpie     = tool{count: 1, values: "a A o auth auth-type output timeout session"}
	netcat     = tool{count: 1, port: true, values: "w q i s p e c g G I m O P T V W X x"}
	pings      = tool{count: 1, values: "c i I s t w W m M l p Q S f q"}
	wrk        = tool{count: 1, values: "c d t s H R connections duration threads script header timeout rate"}
	mongoShell = tool{count: 1, hosts: "h host uri", values: "p u d c port username password db collection eval file f authenticationDatabase out o", host: mongoHost}
	mysql      = tool{hosts: "h host", values: "P u p D e port user password database execute protocol socket"}
	postgres   = tool{hosts: "h host d dbname", values: "p U c f t l o F port username command file timeout"}
	waits      = tool{count: each, values: "t h p s timeout host port", hosts: "h host", wraps: afterHyphens}
)

// dug is the server in @SERVER; the other arguments of dig are a name, a type and a class.
func dug(text string) (host string, ok bool) {
	if server, found := strings.CutPrefix(text, "@"); found {
		return server, true
	}
	return text, !strings.HasPrefix(text, "+")
}

// mongoHost is the host of HOST/DATABASE; a word alone is a database
// (https://www.mongodb.com/docs/mongodb-shell/connect/).
func mongoHost(text string) (host string, ok bool) {
	return text, strings.ContainsAny(text, "/:.")
}

// socatHost is the address of a socket: TCP:HOST:PORT,option (http://www.dest-unreach.org/socat/doc/socat.html).
func socatHost(text string) (host string, ok bool) {
	kind, rest, found := strings.Cut(text, ":")
	kind = strings.ToUpper(kind)
	if !found || strings.Contains(kind, "LISTEN") || !strings.HasPrefix(kind, "TCP") && !strings.HasPrefix(kind, "OPENSSL") {
		return "", false
	}
	host, _, _ = strings.Cut(rest, ",")
	return host, true
}
