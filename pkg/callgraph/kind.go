package callgraph

import (
	"slices"
	"strings"

	"github.com/graylane/graylane/pkg/address"
	"github.com/graylane/graylane/pkg/model"
)

// Kind is what a call is for, so that what serves operation alone can be folded away. It decides nothing about routing.
type Kind string

// The kinds.
const (
	Request   Kind = "call"
	Database  Kind = "database"
	Cache     Kind = "cache"
	Queue     Kind = "queue"
	Telemetry Kind = "telemetry"
	Registry  Kind = "registry"
	Health    Kind = "health"
)

// order is the kinds by how much they tell: a call for which there is evidence of two is of the former.
var order = []Kind{Registry, Telemetry, Queue, Cache, Database, Request, Health}

// and is the kind of a call for which there is evidence of both.
func (k Kind) and(other Kind) Kind {
	if slices.Index(order, other) < slices.Index(order, k) {
		return other
	}
	return k
}

// kindPorts are the ports that IANA registers for the protocols of a kind, or that their specifications name.
var kindPorts = map[int]Kind{
	5432: Database, 3306: Database, 1433: Database, 1521: Database, 27017: Database, 9042: Database, 7687: Database, 26257: Database, 5984: Database,
	6379: Cache, 11211: Cache, 6380: Cache,
	5672: Queue, 5671: Queue, 9092: Queue, 4222: Queue, 1883: Queue, 8883: Queue, 61616: Queue, 61613: Queue, 6650: Queue,
	4317: Telemetry, 4318: Telemetry, 9411: Telemetry, 14250: Telemetry, 14268: Telemetry, 6831: Telemetry, 6832: Telemetry,
	8125: Telemetry, 8126: Telemetry, 24224: Telemetry, 55678: Telemetry, 3100: Telemetry,
	2181: Registry, 2379: Registry, 8500: Registry, 8761: Registry, 8848: Registry,
}

// kindWords are words that tell a kind where they stand in a scheme, or in the name of a port, a Service or a setting.
var kindWords = map[string]Kind{
	"postgres": Database, "postgresql": Database, "mysql": Database, "mariadb": Database, "sqlserver": Database, "mssql": Database,
	"oracle": Database, "mongodb": Database, "mongo": Database, "cassandra": Database, "neo4j": Database, "bolt": Database, "cockroachdb": Database,
	"redis": Cache, "rediss": Cache, "memcached": Cache, "valkey": Cache,
	"amqp": Queue, "amqps": Queue, "kafka": Queue, "nats": Queue, "rabbitmq": Queue, "mqtt": Queue, "pulsar": Queue, "activemq": Queue, "stomp": Queue,
	"otel": Telemetry, "otlp": Telemetry, "opentelemetry": Telemetry, "zipkin": Telemetry, "jaeger": Telemetry, "statsd": Telemetry, "prometheus": Telemetry,
	"grafana": Telemetry, "loki": Telemetry, "tempo": Telemetry, "tracing": Telemetry, "telemetry": Telemetry, "fluentd": Telemetry, "logstash": Telemetry,
	"graphite": Telemetry, "opencensus": Telemetry,
	"eureka": Registry, "consul": Registry, "zookeeper": Registry, "zk": Registry, "etcd": Registry, "nacos": Registry,
}

// kindOf is the kind of a call, by its scheme, its port, and the names of the port, the Service and the setting.
func (b *builder) kindOf(s *model.Service, port int, c *Clue, a address.Address) Kind {
	name := b.hint(c.Setting.Name)
	if c.Health || name.health || healthPath(a.Path) {
		return Health
	}
	if k, known := kindWords[a.Scheme]; known {
		return k
	}
	if p, ok := s.Port(port); ok {
		if k, known := kindPorts[port]; known {
			return k
		}
		for _, of := range []string{p.Name, p.AppProtocol} {
			if k := b.hint(of).kind; k != "" {
				return k
			}
		}
	}
	for _, k := range []Kind{b.hint(s.Name).kind, name.kind} {
		if k != "" && (port == 0 || k == Telemetry || k == Registry) {
			return k
		}
	}
	return Request
}

// kindIn is the kind that words tell; empty when they tell none.
func kindIn(in []string) Kind {
	for _, word := range in {
		if k, known := kindWords[word]; known {
			return k
		}
	}
	return ""
}

// healthPaths are the last parts of paths under which services report their health.
var healthPaths = wordSet(`health healthz healthcheck hc live livez liveness ready readyz readiness ping`)

// healthPath tells whether the path of a URL is that of a health check.
func healthPath(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	path = strings.TrimRight(path, "/")
	last := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	return path != "" && healthPaths[last]
}
