package callgraph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/api"
	"github.com/graylane/graylane/pkg/callgraph"
	"github.com/graylane/graylane/pkg/diag"
	"github.com/graylane/graylane/pkg/model"
	"github.com/graylane/graylane/pkg/setting"
)

// together is a detector that sees settings that belong together, in every workload, each written as name=value.
func together(settings ...string) callgraph.Detector {
	return callgraph.Detector{Name: "together", Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
		var clues []callgraph.Clue
		for _, s := range settings {
			name, value, _ := strings.Cut(s, "=")
			clues = append(clues, callgraph.Clue{
				Evidence: callgraph.Evidence{Object: w.Ref, Field: name, Value: value}, Setting: setting.Setting{Name: name, Value: value},
			})
		}
		emit(clues...)
	}}
}

// shop is Services of several kinds, and the workload that calls them.
func shop() *model.Model {
	named := func(name string, ports ...model.Port) *model.Service {
		s := service("", name)
		s.Ports = ports
		return s
	}
	db := named("db", model.Port{Name: "tcp", Number: 5432, Target: "6432"})
	headless := named("zk", model.Port{Name: "client", Number: 2181, Target: "client"})
	headless.Headless, headless.Selector = true, model.Labels{"app": "zk"}
	bare := named("bare", model.Port{Number: 5432}, model.Port{Number: 5433})
	bare.Headless, bare.Selector = true, model.Labels{"app": "bare"}
	bareDB := workload("bare", "bare")
	bareDB.Containers = []model.Container{{Ports: []model.ContainerPort{{Number: 5432}, {Number: 9187}}}}
	zk := workload("zk", "zk")
	zk.Containers = []model.Container{{Ports: []model.ContainerPort{{Name: "client", Number: 12181}, {Number: 9999}}}}
	return model.New([]model.Any{
		db, headless, zk, bareDB, workload("web", "web"),
		named("api", model.Port{Name: "http", Number: 80}), named("mq", model.Port{Name: "amqp", Number: 5672}, model.Port{Name: "ui", Number: 15672}),
		named("two", model.Port{Number: 80}, model.Port{Number: 81}), named("redirect", model.Port{Number: 80}), bare,
		named("plain", model.Port{Number: 1}, model.Port{Number: 2}), &model.Service{Object: model.Object{Ref: diag.Ref{Kind: "Service", Namespace: "far", Name: "away"}}, Ports: []model.Port{{Number: 7}}},
	})
}

// callsOf are the calls that web makes by these settings, as callee:port, with weak behind where they are.
func callsOf(t *testing.T, settings ...string) []string {
	t.Helper()
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(shop(), &config, always(together(settings...)))
	var got []string
	for _, c := range g.Calls {
		if c.Caller.Workload.Name != "web" {
			continue
		}
		line := fmt.Sprintf("%s:%d", c.Callee.Name, c.Port)
		if c.Weak() {
			line += " weak"
		}
		got = append(got, line)
	}
	return got
}

func TestWhatCountsAsCall(t *testing.T) {
	tests := []struct {
		reason   string
		settings []string
		want     []string
	}{
		{"a URL, whatever its name", []string{"X=http://api/"}, []string{"api:80"}},
		{"host:port that the Service serves", []string{"X=api:80"}, []string{"api:80"}},
		{"host:port that it does not serve may be an image", []string{"X=db:16"}, nil},
		{"unless the name says that it is a host", []string{"API_ADDR=api:8080"}, []string{"api:0"}},
		{"a qualified name", []string{"X=away.far.svc.cluster.local"}, []string{"away:7"}},
		{"a name in a namespace that is declared", []string{"X=away.far"}, []string{"away:7"}},
		{"a name under a name that says it is something else", []string{"APP_NAME=away.far"}, nil},
		{"a word", []string{"X=api"}, nil},
		{"a word under the name of a host", []string{"API_HOST=api"}, []string{"api:80 weak"}},
		{"a word under the name of something else", []string{"API_NAME=api", "DATABASE=db", "TOPIC=api"}, nil},
		{"a word under the name of its Service", []string{"API_SERVICE=api", "MY_SERVICE=db"}, []string{"api:80 weak"}},
		{"a word with its port beside it", []string{"API=api", "API_PORT=80"}, []string{"api:80"}},
		{"a word with a port of something else beside it", []string{"API=api", "DB_PORT=80"}, nil},
		{"a word with a port beside it that it does not serve", []string{"API=api", "API_PORT=81"}, nil},
		{"a database's name with its port", []string{"DB_NAME=db", "DB_PORT=5432"}, nil},
		{"a host with its port", []string{"DB_HOST=db", "DB_PORT=5432"}, []string{"db:5432"}},
		{"a host with a port of a longer name", []string{"MQ_HOST=mq", "MQ_UI_PORT=15672"}, []string{"mq:15672 weak"}},
		{"a host with two ports", []string{"MQ_HOST=mq", "MQ_PORT=5672", "MQ_UI_PORT=15672"}, []string{"mq:5672"}},
		{"a list of words", []string{"HOSTS=api,db;zk"}, []string{"api:80 weak", "db:5432 weak", "zk:2181 weak"}},
		{"a list of words and names", []string{"HOSTS=api,www.example.com"}, []string{"api:80 weak"}},
		{"a sentence", []string{"SERVER_MOTD=the api is up"}, nil},
		{"a list with white space", []string{"HOSTS=api db"}, []string{"api:80 weak", "db:5432 weak"}},
		{"names between URLs are no hosts", []string{"URLS=api;http://db:5432,db;http://zk:2181"}, []string{"db:5432", "zk:2181"}},
		{"ADO.NET", []string{"X=Server=db;Database=api", "Y=Data Source=zk;Initial Catalog=api"}, []string{"db:5432", "zk:2181"}},
		{"libpq", []string{"X=host=db port=5432 dbname=api"}, []string{"db:5432"}},
		{"JSON", []string{`X={"db":{"host":"db","port":5432},"name":"api"}`}, []string{"db:5432"}},
		{"JSON in JSON", []string{`X={"a":"{\"url\":\"http://api\"}"}`}, []string{"api:80"}},
		{"the scheme's port", []string{"X=postgres://u:p@db/x"}, []string{"db:5432"}},
		{"a port that the scheme means and the Service lacks", []string{"X=https://api"}, []string{"api:0"}},
		{"the one port of a Service", []string{"X=tcp://api"}, []string{"api:80"}},
		{"the port of the scheme's name", []string{"X=amqp://mq"}, []string{"mq:5672"}},
		{"the port of the setting's name", []string{"MQ_UI_URL=tcp://mq"}, []string{"mq:15672"}},
		{"one of two ports", []string{"X=tcp://plain"}, []string{"plain:0"}},
		{"a service record", []string{"X=dns:///_amqp._tcp.mq.default.svc"}, []string{"mq:5672"}},
		{"a pod's port of a Service with an address", []string{"X=db:6432"}, []string{"db:0"}},
		{"a pod's port of a headless Service", []string{"X=zk:12181"}, []string{"zk:2181"}},
		{"a port of the pods alone", []string{"X=zk:9999"}, []string{"zk:0"}},
		{"a port that is put in later", []string{"X=http://api:${PORT}/"}, []string{"api:80"}},
		{"a health check", []string{"X=http://api/healthz", "DB_HC=http://db:5432/"}, []string{"api:80 weak", "db:5432 weak"}},
		{"whom a service admits, and where it sends back to", []string{"CORS_ALLOWED_ORIGINS=http://api", "REDIRECT_URI=http://api/x", "ALLOWED_HOSTS=api", "csr.hosts=api"}, nil},
		{"what is called without a proxy", []string{"NO_PROXY=localhost,api:80,db", "JAVA_OPTS=-Dhttp.nonProxyHosts=api|db"}, nil},
		{"a label", []string{"rules.labels.instance=api:80"}, nil},
		{"a port that is put in later, where the scheme has one", []string{"X=http://two:${PORT}/"}, []string{"two:0"}},
		{"host:port with a port that is put in later", []string{"X=api:${PORT}"}, []string{"api:80"}},
		{"a qualified name under any name", []string{"APP_NAME=away.far.svc"}, []string{"away:7"}},
		{"a name under a name that says it is a host after all", []string{"HOST_DB=away.far"}, []string{"away:7"}},
		{"a Service whose name says what else would be no host", []string{"REDIRECT_API_URL=http://redirect:80/"}, []string{"redirect:80"}},
		{"a port before its host, and behind it", []string{"X_API_HOST=mq", "X_API_PORT=15672"}, []string{"mq:15672"}},
		{"any number is no port", []string{"API=api", "API_TIMEOUT=80"}, nil},
		{"a stem within a word", []string{"MQ_HOST=mq", "MQUI_PORT=15672"}, []string{"mq:0 weak"}},
		{"a longer name of the host", []string{"MQ_UI_HOST=mq", "MQ_PORT=15672"}, []string{"mq:15672 weak"}},
		{"a headless Service's own port is not a pod's without a name", []string{"X=http://bare:9187"}, []string{"bare:0"}},
		{"a port that is put in later, of two", []string{"X=amqp://mq:${PORT}"}, []string{"mq:5672"}},
		{"a Service of nobody", []string{"X=http://nobody:80"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, callsOf(t, tt.settings...)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.settings, diff)
			}
		})
	}
}

// TestNobodyCallsItself shows that the pods of a Service do not call it, in whatever form they name it.
func TestNobodyCallsItself(t *testing.T) {
	own, twin := service("", "api"), service("", "api-external")
	own.Selector, twin.Selector = model.Labels{"app": "api"}, model.Labels{"app": "api"}
	config := api.GrayRelease{Spec: api.Default()}
	values := says("http://api:8000", "api:8000", "api.default.svc", "http://api-external:8000")
	g, _ := callgraph.Infer(model.New([]model.Any{own, twin, workload("api", "api")}), &config, always(values))
	if got := show(g); got != nil {
		t.Errorf("it calls %v", got)
	}
}

func TestAssumedNamespace(t *testing.T) {
	tests := []struct {
		reason string
		values []string
		want   []string
	}{
		{"hosts that agree in one that nothing declares", []string{"http://api.prod:8000", "db.prod.svc.cluster.local:8000"}, []string{"web -> api:8000 http (1)", "web -> db:8000 http (1)"}},
		{"one host alone", []string{"http://api.prod:8000"}, []string{"web -> api:8000 http (1)"}},
		{"hosts that do not agree", []string{"http://api.prod:8000", "http://db.test:8000"}, nil},
		{"where qualified hosts agree others do not matter", []string{"http://api.prod.svc:8000", "http://db.test:8000", "db.prod.svc:8000"}, []string{"web -> api:8000 http (1)", "web -> db:8000 http (1)"}},
		{"hosts of the internet", []string{"https://api.com/v1", "me@db.com"}, nil},
		{"hosts of the internet beside others", []string{"http://api.prod.svc:8000", "http://db.prod.svc:8000", "https://api.com/v1"}, []string{"web -> api:8000 http (1)", "web -> db:8000 http (1)"}},
		{"a Service that goes by its short name is another", []string{"http://api.prod:8000", "http://api:8000"}, []string{"web -> api:8000 http (1)"}},
		{"a file's name is no host", []string{"api.conf", "db.sql"}, nil},
		{"a namespace that is declared", []string{"http://api.lab:8000"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			m := model.New([]model.Any{service("", "api"), service("", "db"), service("lab", "x"), workload("web", "web")})
			config := api.GrayRelease{Spec: api.Default()}
			g, ds := callgraph.Infer(m, &config, always(says(tt.values...)))
			if diff := cmp.Diff(tt.want, show(g)); diff != "" {
				t.Error(diff)
			}
			assumes := len(tt.want) > 0 && tt.reason != "a Service that goes by its short name is another"
			if said := len(ds) == 1 && ds[0].Code == diag.NamespaceAssumed; said != assumes {
				t.Errorf("got the diagnostics %v", ds)
			}
		})
	}
}

func TestShownValue(t *testing.T) {
	long := "http://api:80/" + strings.Repeat("x", 300)
	tests := []struct {
		reason string
		clue   callgraph.Clue
		want   string
	}{
		{"as written", callgraph.Clue{Evidence: callgraph.Evidence{Value: "http://$(API)/"}, Setting: setting.Setting{Value: "http://api/"}}, "http://$(API)/"},
		{"of a secret the host", callgraph.Clue{Evidence: callgraph.Evidence{Value: "http://u:p@api/"}, Setting: setting.Setting{Value: "http://u:p@api:80/"}, Secret: true}, "api:80"},
		{"of a long value the setting", callgraph.Clue{Evidence: callgraph.Evidence{Value: long}, Setting: setting.Setting{Value: "http://api/x"}}, "http://api/x"},
		{"without a password", callgraph.Clue{Evidence: callgraph.Evidence{Value: "http://u:p@api/"}, Setting: setting.Setting{Value: "http://u:p@api/"}}, "http://u:***@api/"},
		{"of a long value the setting without a password", callgraph.Clue{Evidence: callgraph.Evidence{Value: long}, Setting: setting.Setting{Value: "http://u:p@api/x"}}, "http://u:***@api/x"},
		{"of a long setting the host", callgraph.Clue{Evidence: callgraph.Evidence{Value: long}, Setting: setting.Setting{Value: long}}, "api:80"},
		{"of several lines the host", callgraph.Clue{Evidence: callgraph.Evidence{Value: "a\nurl=http://api/x"}, Setting: setting.Setting{Value: "a\nurl=http://api/x"}}, "http://api/x"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			d := callgraph.Detector{Detect: func(_ *model.Model, _ *model.Workload, emit func(...callgraph.Clue)) { emit(tt.clue) }}
			config := api.GrayRelease{Spec: api.Default()}
			g, _ := callgraph.Infer(shop(), &config, always(d))
			if len(g.Calls) == 0 || g.Calls[0].Evidence[0].Value != tt.want {
				t.Errorf("got %+v, want the value %q", g.Calls, tt.want)
			}
		})
	}
}

// TestOwnNameIsNoShortName names a Service in its own pods and, with a namespace that nothing declares, in others.
func TestOwnNameIsNoShortName(t *testing.T) {
	own := service("", "api")
	own.Selector = model.Labels{"app": "api"}
	d := callgraph.Detector{Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
		value := "http://api.prod.svc:8000"
		if w.Name == "api" {
			value = "http://api:8000"
		}
		emit(callgraph.Clue{Setting: setting.Setting{Name: "X", Value: value}})
		emit(callgraph.Clue{Setting: setting.Setting{Name: "APP_NAME", Value: "api"}})
	}}
	config := api.GrayRelease{Spec: api.Default()}
	g, _ := callgraph.Infer(model.New([]model.Any{own, workload("api", "api"), workload("web", "web")}), &config, always(d))
	if got := show(g); len(got) != 1 {
		t.Errorf("got %v, want the call of web", got)
	}
}

// TestPlaceholders has values whose host and port the environment tells.
func TestPlaceholders(t *testing.T) {
	lookup := func(name string) (callgraph.Variable, bool) {
		v, ok := map[string]string{"P": "15672", "H": "mq"}[name]
		return callgraph.Variable{Value: v}, ok
	}
	tests := []struct {
		reason string
		group  setting.Group
	}{
		{"beside the host", setting.Group{{Value: "mq", Port: "${P}", Host: true}}},
		{"in a setting before the host", setting.Group{{Name: "mq.port", Value: "${P}"}, {Name: "mq.host", Value: "$H"}}},
		{"in a setting behind it", setting.Group{{Name: "mq.host", Value: "${H}"}, {Name: "mq.port", Value: "$P"}}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			d := callgraph.Detector{Detect: func(_ *model.Model, w *model.Workload, emit func(...callgraph.Clue)) {
				var clues []callgraph.Clue
				for _, s := range tt.group {
					clues = append(clues, callgraph.Clue{Evidence: callgraph.Evidence{Object: w.Ref}, Setting: s, Lookup: lookup})
				}
				if w.Name == "web" {
					emit(clues...)
				}
			}}
			config := api.GrayRelease{Spec: api.Default()}
			g, _ := callgraph.Infer(shop(), &config, always(d))
			if len(g.Calls) != 1 || g.Calls[0].Port != 15672 {
				t.Errorf("got %v", show(g))
			}
		})
	}
}

// TestRenamedHosts finds hosts with the name that a Service had.
func TestRenamedHosts(t *testing.T) {
	renamed := service("shop", "dev-redis")
	renamed.PreviousNames = []string{"redis"}
	caller := workload("web", "web")
	caller.Namespace = "shop"
	for value, want := range map[string]int{
		"http://redis:80": 1, "http://redis.shop:80": 1, "http://redis.old.svc:80": 1, "https://redis.io/docs": 0, "redis": 0, "http://dev-redis:80": 0,
	} {
		config := api.GrayRelease{Spec: api.Default()}
		_, ds := callgraph.Infer(model.New([]model.Any{renamed, caller}), &config, always(says(value)))
		if len(ds) != want {
			t.Errorf("%s: got %v, want %d warnings", value, ds, want)
		}
	}
}
