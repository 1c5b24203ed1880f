package address_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/internal/fuzzing"
	"github.com/graylane/graylane/pkg/address"
)

var forms = map[address.Form]string{address.URL: "url", address.HostPort: "host:port", address.Name: "name", address.Word: "word"}

// show is addresses as "form scheme host:port", with what else they have.
func show(found []address.Address) []string {
	var out []string
	for _, a := range found {
		s := strings.Join(strings.Fields(forms[a.Form]+" "+a.Scheme+" "+a.String()), " ")
		if a.PortName != "" {
			s += " name " + a.PortName
		}
		if a.PortUnknown {
			s += " unknown port"
		}
		out = append(out, s)
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		reason, text string
		want         []string
	}{
		{"a URL", "http://appb:8000/", []string{"url http appb:8000"}},
		{"a URL without a port", "https://appb/x", []string{"url https appb"}},
		{"a compound scheme", "jdbc:postgresql://db:5432/shop", []string{"url postgresql db:5432"}},
		{"a scheme with its driver", "postgresql+psycopg2://u:p@db/shop", []string{"url postgresql db"}},
		{"Oracle's thin driver", "jdbc:oracle:thin:@//db:1521/shop", []string{"url oracle db:1521"}},
		{"and its older form", "jdbc:oracle:thin:@db:1521:shop", []string{"host:port db:1521"}},
		{"a JDBC URL with several hosts", "jdbc:mysql:replication://a:3306,b/shop", []string{"url mysql a:3306", "url mysql b"}},
		{"a JDBC URL without a host", "jdbc:h2:mem:shop", nil},
		{"user and password, also with an @", "amqp://u:p@ss@mq:5672/v", []string{"url amqp mq:5672"}},
		{"a slash in the password", "postgres://u:p/w@db:5432/x", []string{"url postgres db:5432"}},
		{"a comma in the password", "amqp://u:p,w@mq/v", []string{"url amqp mq"}},
		{"a query that holds another URL is no host", "http://a:1/?next=http://b:2", []string{"url http a:1"}},
		{"several hosts in one URL", "mongodb://u:p@a:27017,b,c.d:27018/x?replicaSet=r", []string{"url mongodb a:27017", "url mongodb b", "url mongodb c.d:27018"}},
		{"a list of URLs", "http://a:1,http://b:2;amqp://u:p@c:3 d://e", []string{"url http a:1", "url http b:2", "url amqp c:3", "url d e"}},
		{"a list of URLs with paths", "http://a/x,http://b/y", []string{"url http a", "url http b"}},
		{"names and URLs in turn", "x.y;http://a:1,z;http://b:2", []string{"name x.y", "url http a:1", "word z", "url http b:2"}},
		{"names and URLs of any scheme in turn", "tcp://a:1,z;tcp://b:2", []string{"url tcp a:1", "word z", "url tcp b:2"}},
		{"named URLs", "x=http://a:1,y=http://b:2", []string{"url http a:1", "url http b:2"}},
		{"a gRPC target", "dns:///appb:80", []string{"url dns appb:80"}},
		{"a gRPC target with a DNS server", "dns://8.8.8.8/appb:80", []string{"url dns appb:80"}},
		{"a gRPC target without slashes", "dns:appb:80", []string{"host:port appb:80"}},
		{"a service record", "dns:///_grpc._tcp.appb.shop.svc", []string{"url dns appb.shop.svc name grpc"}},
		{"a kind of look-up before it", "dnssrv+_grpc._tcp.appb.shop.svc dns+appb:80", []string{"name appb.shop.svc name grpc", "host:port appb:80"}},
		{"host and port", "appb:8000", []string{"host:port appb:8000"}},
		{"host, port and path", "appb.shop:8000/v1", []string{"host:port appb.shop:8000"}},
		{"two ports", "zk:2888:3888", []string{"host:port zk:2888"}},
		{"an id before the host", "1@kafka:9093", []string{"host:port kafka:9093"}},
		{"an address of a mail", "me@appb.shop.svc me@appb", nil},
		{"a name before the host", "etcd=etcd-0.etcd:2380", []string{"host:port etcd-0.etcd:2380"}},
		{"ADO.NET's comma", "tcp:db,1433", []string{"host:port db:1433"}},
		{"ADO.NET's instance", `db\shop,1433`, []string{"host:port db:1433"}},
		{"Go's MySQL driver", "u:p@tcp(db:3306)/shop?x=y", []string{"url mysql db:3306"}},
		{"Go's MySQL driver without network and port", "u:p@(db)/shop", []string{"url mysql db"}},
		{"a dotted name", "appb.shop.svc", []string{"name appb.shop.svc"}},
		{"an absolute name", "appb.shop.svc.cluster.local.:80", []string{"host:port appb.shop.svc.cluster.local.:80"}},
		{"names are of any case", "http://AppB.Shop:80", []string{"url http appb.shop:80"}},
		{"a list", "http://a:1, b:2;c:3|d:4\te:5", []string{"url http a:1", "host:port b:2", "host:port c:3", "host:port d:4", "host:port e:5"}},
		{"quotes and brackets around it", `["http://a:1", 'b:2']`, []string{"url http a:1", "host:port b:2"}},
		{"a word", "appb", []string{"word appb"}},
		{"a word with a path", "appb/health", []string{"word appb"}},
		{"a named word means what its name says", "database=appb", nil},
		{"a port that is a placeholder", "http://a:$(PORT)/ b:${PORT} http://c:{{port}}/", []string{"url http a unknown port", "host:port b unknown port", "url http c unknown port"}},
		{"a host that is a placeholder", "http://$(HOST):80/", nil},
		{"a port that is no number", "appb:http", nil},
		{"a port out of range", "http://appb:70000", nil},
		{"a signed port", "appb:+80", nil},
		{"port 0", "appb:0", nil},
		{"an IPv6 address", "http://[::1]:80", nil},
		{"an IPv4 address", "http://10.0.0.1:80 10.0.0.1:80 10.0.0.1", nil},
		{"an image is no address", "nginx:1.25.3", nil},
		{"a time is no address of a name", "12:30:00", nil},
		{"a path", "/etc/appb ./appb", nil},
		{"a file", "file:///etc/passwd file://appb/x", nil},
		{"a bucket", "s3://appb/x", nil},
		{"an underscore is in no Service name", "my_host:80", nil},
		{"a label that begins with a hyphen", "-a.b:80", nil},
		{"empty", "", nil},
		{"separators alone", " ,;", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, show(address.Find(tt.text))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestPairs(t *testing.T) {
	tests := []struct {
		reason, text string
		want         []string
	}{
		{"ADO.NET", "Server=db;Initial Catalog=shop;User Id=sa", []string{"Server=db!", "Initial Catalog=shop", "User Id=sa"}},
		{"libpq", "host=db port=5432 password='p w'", []string{"host=db!", "port=5432", "password=p"}},
		{"with commas", "host=db,port=5432", []string{"host=db!", "port=5432"}},
		{"behind a JDBC URL", "jdbc:sqlserver://;serverName=db;port=1433", []string{"serverName=db!", "port=1433"}},
		{"a key of two words", "Data Source=db;Initial Catalog=shop", []string{"Data Source=db!", "Initial Catalog=shop"}},
		{"one pair alone is no connection string", "host=db", []string{"host=db"}},
		{"of StackExchange.Redis", "redis:6379,ssl=False", []string{"ssl=False"}},
		{"a query is no pair", "http://a/?x=y", nil},
		{"nothing behind", "x=;y=", nil},
		{"no pair", "db:5432", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			var got []string
			for _, s := range address.Pairs(tt.text) {
				text := s.Name + "=" + s.Value
				if s.Host {
					text += "!"
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// FuzzFind finds addresses in anything: each is a host that can be one, in lower case.
//
// fuzz: weight 32
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"http://a:1/", "http://AppB.Shop:80", "a.b.c:80,d:90", "x://@:/?#", strings.Repeat("a.", 200) + ":1", "u:p@tcp(db)/x", "tcp:a\\b,1", "mongodb://a,b:1,http://c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fuzzing.Bounded(t)
		for _, a := range address.Find(text) {
			if a.Host == "" || a.Host != strings.ToLower(a.Host) || len(a.Host) > 254 || strings.ContainsAny(a.Host, "/:@ ") {
				t.Errorf("%q names the host %q", text, a.Host)
			}
			if a.Port < 0 || a.Port > 65535 {
				t.Errorf("%q names the port %d", text, a.Port)
			}
		}
		for _, s := range address.Pairs(text) {
			if s.Name == "" || s.Value == "" {
				t.Errorf("%q has the pair %s", text, fmt.Sprint(s))
			}
		}
	})
}
