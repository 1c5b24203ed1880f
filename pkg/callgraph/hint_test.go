package callgraph

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	tests := []struct{ reason, name, want string }{
		{"snake case", "REDIS_HOST", "redis host"},
		{"camel case", "redisHost", "redis host"},
		{"a dotted path", "spring.redis.host", "spring redis host"},
		{"hyphens", "bootstrap-servers", "bootstrap servers"},
		{"an acronym", "DBHost", "db host"},
		{"an acronym before a word", "DPConnectionString", "dp connection string"},
		{"glued", "PGHOST", "pg host"},
		{"glued by chance", "ghost curl import", "ghost curl import"},
		{"numbers at the end", "DB_HOST_1 broker2", "db host broker"},
		{"nothing", "__ 1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, strings.Join(words(tt.name), " ")); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

func TestNamesHost(t *testing.T) {
	hosts := []string{
		"REDIS_HOST", "HOST", "DB_HOST_1", "HOST_DB", "PGHOST", "API_ADDR", "API_URL", "ApiUrl", "KAFKA_BROKERS", "EventBusConnection", "DPConnectionString",
		"ConnectionStrings__Basket", "MYSQL_HOST_NAME", "UPSTREAM_SERVICE_NAME", "spring.redis.host", "bootstrap-servers", "Server", "h",
		"hosts.db", "urls.orders", "replicaof", "REDIS", "mongo", "scrape_configs.dns_sd_configs.names",
	}
	others := []string{
		"", "POSTGRES_DB", "MYSQL_DATABASE", "DB_NAME", "SERVICE_NAME", "KAFKA_TOPIC", "REDIS_HOST_PASSWORD", "MODE", "NODE_ENV", "server.mode", "ROLE", "PORT",
		"OTEL_SERVICE_NAME", "H", "X_H", "clusters.name", "CACHE_TYPE", "ServerName", "ServerAlias", "REDIS_TTL", "CACHE", "curl", "DB_PORT", "hosts.name",
	}
	for _, name := range hosts {
		if !hintOf(name).host {
			t.Errorf("%s names no host", name)
		}
	}
	for _, name := range others {
		if hintOf(name).host {
			t.Errorf("%s names a host", name)
		}
	}
}

func TestNamesService(t *testing.T) {
	tests := []struct {
		reason, name, service string
		want                  bool
	}{
		{"the Service's own name", "ORDERS_SERVICE", "orders", true},
		{"a word of it", "AUTH_SVC", "auth-api", true},
		{"another Service's", "CURRENT_SERVICE", "orders", false},
		{"no word beside it", "SERVICE", "orders", false},
		{"no Service", "ORDERS", "orders", false},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := hintOf(tt.name).service(hintOf(tt.service)); got != tt.want {
				t.Errorf("%s=%s is %v", tt.name, tt.service, got)
			}
		})
	}
}

func TestStem(t *testing.T) {
	for _, pair := range [][2]string{
		{"DB_HOST", "DB_PORT"}, {"dbHost", "dbPort"}, {"spring.redis.host", "spring.redis.port"}, {"PGHOST", "PGPORT"}, {"HOST", "PORT"},
		{"ORDER_QUEUE_HOSTNAME", "ORDER_QUEUE_PORT"}, {"clusters.address", "clusters.port_value"}, {"API_SERVICE_HOST", "API_SERVICE_PORT"},
		{"HOST_DB", "PORT_DB"}, {"h", "p"}, {"Server", "Port"}, {"redis-host", "redis-port"},
	} {
		if hintOf(pair[0]).stem != hintOf(pair[1]).stem || !hintOf(pair[1]).port {
			t.Errorf("%s (%q) and %s (%q) do not belong together", pair[0], hintOf(pair[0]).stem, pair[1], hintOf(pair[1]).stem)
		}
	}
	if hintOf("DB_NAME").stem == hintOf("DB_PORT").stem {
		t.Error("a database's name and its port belong together")
	}
}

func TestExpand(t *testing.T) {
	lookup := func(name string) (Variable, bool) {
		v, ok := map[string]Variable{"A": {Value: "a"}, "EMPTY": {}, "LONG": {Value: strings.Repeat("x", maxExpansion)}, "SECRET": {"s", true}}[name]
		return v, ok
	}
	tests := []struct{ reason, text, want string }{
		{"braces", "http://${A}:1", "http://a:1"},
		{"none", "http://$A:1", "http://a:1"},
		{"a default that is not needed", "${A:-b}", "a"},
		{"a default as in shells", "${B:-b}", "b"},
		{"a default as in Spring", "${B:b}", "b"},
		{"a default with colons", "${B:http://b:80}", "http://b:80"},
		{"as in OpenTelemetry's collector", "${env:A} ${env:B:-b}", "a b"},
		{"an empty value", "x${EMPTY}y", "xy"},
		{"what is not known stays", "${B} $B $", "${B} $B $"},
		{"not closed", "${A", "${A"},
		{"a secret", "u:${SECRET}@a", "u:s@a"},
		{"a secret beside others", "${SECRET}${A}", "sa"},
		{"no more than there is room for", "${LONG}${A}${LONG}", strings.Repeat("x", maxExpansion) + "a${LONG}"},
		{"the kubelet's are not ours", "$(A)", "$(A)"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got, secret := expand(tt.text, lookup, new(maxExpansions)); got != tt.want || secret != strings.Contains(tt.text, "SECRET") {
				t.Errorf("%q is %q, secret: %v; want %q", tt.text, got, secret, tt.want)
			}
		})
	}
}

func TestNamesClient(t *testing.T) {
	for name, want := range map[string]bool{
		"CORS_ORIGIN": true, "csr.hosts": true, "ALLOWED_HOSTS": true, "a.cors.urls": true, "LDAP_BIND_URL": false, "ORIGIN_URL": false,
		"NO_PROXY": true, "no_proxy": true, "-Dhttp.nonProxyHosts": true, "HTTP_PROXY": false, "hostname": false, "HOSTNAME": true, "host_rewrite_literal": true,
		"routes.hosts": true, "rules.labels.instance": true, "routes.backend.url": false, "spring.cloud.gateway.routes.uri": false, "listen.server": false, "listeners.filters.target_uri": false, "API_URL": false, "": false,
	} {
		if got := hintOf(name).client; got != want {
			t.Errorf("%q names clients: %v, want %v", name, got, want)
		}
	}
}
