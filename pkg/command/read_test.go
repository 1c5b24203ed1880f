package command_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graylane/graylane/pkg/command"
	"github.com/graylane/graylane/pkg/setting"
)

// show is groups as one line each: "name=value", with :port behind a value that has one and ! behind a host.
func show(groups []setting.Group) []string {
	var out []string
	for _, g := range groups {
		var line []string
		for _, s := range g {
			text := s.Value
			if s.Name != "" {
				text = s.Name + "=" + text
			}
			if s.Port != "" {
				text += ":" + s.Port
			}
			if s.Host {
				text += "!"
			}
			line = append(line, text)
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

func TestRead(t *testing.T) {
	tests := []struct {
		reason string
		argv   []string
		want   []string
	}{
		{"the program is no setting", []string{"./api"}, nil},
		{"an option with its value", []string{"web", "--api-url=http://api:80", "-c=x"}, []string{"api-url=http://api:80 c=x"}},
		{"a value behind it", []string{"web", "--host", "api", "-v", "--port", "80"}, []string{"host=api port=80"}},
		{"an option alone", []string{"web", "--verbose", "--host", "api"}, []string{"host=api"}},
		{"a property of Java", []string{"java", "-Dspring.redis.host=redis", "-jar", "app.jar"}, []string{"spring.redis.host=redis jar=app.jar"}},
		{"a pair", []string{"web", "host=api"}, []string{"host=api"}},
		{"arguments", []string{"web", "api", "http://db"}, []string{"api http://db"}},
		{"host and port", []string{"web", "api", "80"}, []string{"api:80"}},
		{"host and port behind an option", []string{"redis-server", "--slaveof", "redis", "6379"}, []string{"slaveof=redis:6379"}},
		{"no program", []string{"", "--host=api"}, []string{"host=api"}},
		{"nc", []string{"nc", "-zv", "-w", "3", "db", "5432"}, []string{"w=3 db:5432!"}},
		{"curl", []string{"/usr/bin/curl", "-s", "-X", "POST", "-H", "Host: x", "api/health"}, []string{"X=POST H=Host: x api/health!"}},
		{"nslookup", []string{"nslookup", "api"}, []string{"api!"}},
		{"dig", []string{"dig", "@dns", "api", "+short"}, []string{"dns! api! +short"}},
		{"getent", []string{"getent", "hosts", "api"}, []string{"hosts api!"}},
		{"a client of a database", []string{"psql", "-h", "db", "-p", "5432", "-U", "web", "shop"}, []string{"h=db! p=5432 U=web shop"}},
		{"a host in the same word", []string{"mysql", "-hdb", "-uroot"}, []string{"h=db! u=root"}},
		{"mongo's database", []string{"mongo", "shop"}, []string{"shop"}},
		{"mongo's host", []string{"mongo", "--host", "db"}, []string{"host=db!"}},
		{"waiting", []string{"./wait-for-it.sh", "db:5432", "-t", "60", "--", "web", "--api", "x"}, []string{"db:5432! t=60", "api=x"}},
		{"dockerize", []string{"dockerize", "-wait", "tcp://db:5432", "web", "api"}, []string{"wait=tcp://db:5432!", "api"}},
		{"a program that runs another", []string{"env", "API=api", "timeout", "5", "curl", "x"}, []string{"API=api", "5 x!"}},
		{"an entry point that runs a shell", []string{"/entrypoint.sh", "sh", "-c", "curl api"}, []string{"api!"}},
		{"a script for another user", []string{"su", "-p", "-c", "curl api", "web"}, []string{"api!"}},
		{"a path is no host", []string{"curl", "/x", "./y", "-o", "api"}, []string{"/x ./y o=api"}},
		{"a shell without a script", []string{"sh"}, nil},
		{"a script in a file", []string{"sh", "/run.sh", "--api=x"}, []string{"api=x"}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, show(command.Read(tt.argv))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.argv, diff)
			}
		})
	}
}

func TestScript(t *testing.T) {
	tests := []struct {
		reason, script string
		want           []string
	}{
		{"commands", "nc -z db 5432 && curl api; wget -q -O- x | sh", []string{"db:5432!", "api!", "O=- x!"}},
		{"in conditions, loops and functions", "f() { curl a; }; if curl b; then curl c; fi; until nc -z d 1; do sleep 1; done; while ! curl e; do :; done", []string{"a!", "b!", "c!", "d:1!", "1", "e!"}},
		{"in a substitution", "X=$(curl -s api)", []string{"X=${?}", "api!"}},
		{"a comment", "# curl api\ncurl x # curl y", []string{"x!"}},
		{"quotes and escapes", `curl "http://a"'/b' c\ d "\"e\""`, []string{`http://a/b! c d "e"!`}},
		{"an assignment before a command", "HOST=api web", []string{"HOST=api"}},
		{"it is the command's alone", "HOST=api web; curl $HOST", []string{"HOST=api", "${HOST}!"}},
		{"an assignment", "HOST=api; curl http://$HOST:80/${HOST}", []string{"HOST=api", "http://api:80/api!"}},
		{"the later one counts", "H=a; H=b; curl $H", []string{"H=a", "H=b", "b!"}},
		{"exported", "export HOST=api; curl $HOST", []string{"HOST=api", "api!"}},
		{"a variable of the environment", "curl $API ${API} ${API:-api} ${API=api}", []string{"${API}! ${API}! ${API:-api}! ${API:-api}!"}},
		{"nothing that a shell computes", "curl ${#A} ${A%x} $((1+2)) ${A/x/y}", []string{"${?}! ${?}! ${?}! ${?}!"}},
		{"the namespace of the pod", "nslookup api.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc", []string{"api.${POD_NAMESPACE_FILE}.svc!", "/var/run/secrets/kubernetes.io/serviceaccount/namespace"}},
		{"Bash's devices", "until (echo > /dev/tcp/db/5432) 2>/dev/null; do :; done; exec 3<>/dev/tcp/$H/80", []string{"db:5432!", "${H}:80!"}},
		{"a here-document", "cat > x <<EOF\nurl=http://api\nEOF", []string{"url=http://api\n"}},
		{"a here-document for a shell", "sh <<EOF\ncurl api\nEOF", []string{"api!"}},
		{"words of a loop", "for h in a b; do curl http://$h; done", []string{"h=a h=b", "http://a! http://b!"}},
		{"a shell in a shell", `bash -ec "sh -c 'curl api'"`, []string{"api!"}},
		{"eval", `eval "curl $X"`, []string{"${X}!"}},
		{"parameters", `sh -c 'curl $1' x api`, []string{"api!", "x api"}},
		{"Bash's own", "if [[ -n $X ]]; then curl <(curl a); fi; a=(b c)", []string{"${?}!", "a!"}},
		{"not closed", "curl 'api; curl x", []string{"api!", "x!"}},
		{"a command that the kubelet did not expand", "curl $(API_URL)/x", []string{"${?}/x!"}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, show(command.Script(tt.script))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.script, diff)
			}
			if diff := cmp.Diff(tt.want, show(command.Read([]string{"sh", "-c", tt.script}))); diff != "" {
				t.Errorf("as an argument (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	got := command.Read([]string{"sh", "-c", "x\ncurl api"})
	if len(got) != 1 || got[0][0].Field != "[2]" {
		t.Errorf("in a script of an argument: %+v", got)
	}
	got = command.Script("x\n\ncurl api")
	if len(got) != 1 || got[0][0].Field != "line 3" {
		t.Errorf("in a script: %+v", got)
	}
	got = command.Read([]string{"web", "--host", "api"})
	if len(got) != 1 || got[0][0].Field != "[2]" {
		t.Errorf("in an argument: %+v", got)
	}
}

// TestHostile reads scripts that are made to take long.
func TestHostile(t *testing.T) {
	double := "a=xxxxxxxxxxxxxxxx\n" + strings.Repeat("a=$a$a\n", 60) + "curl $a"
	for reason, script := range map[string]string{
		"substitutions in substitutions": strings.Repeat("$(", 200000), "subshells in subshells": strings.Repeat("(", 200000) + strings.Repeat(")", 200000),
		"braces": strings.Repeat("{ ", 200000), "backquotes": strings.Repeat("`", 200000), "quotes": strings.Repeat(`"`, 200001), "ifs": strings.Repeat("if ", 200000),
		"expansions in expansions": strings.Repeat("${a:-", 200000), "a variable that doubles": double, "a long word": strings.Repeat("x", 3<<20), "long lines": strings.Repeat("curl api\n", 200000),
		"loops": strings.Repeat("for a in a b c d e f g h; do ", 100) + "curl $a" + strings.Repeat("; done", 100), "nots": strings.Repeat("! ", 200000), "negated tests": "[[ " + strings.Repeat("! ", 200000),
		"arithmetic": "echo $((" + strings.Repeat("-", 200000) + "1))", "shells in shells": strings.Repeat("sh -c ", 20000) + "x", "pipes": strings.Repeat("a|", 120000) + "curl api", "ands": strings.Repeat("a&&", 80000) + "a", "brackets": strings.Repeat("$[", 100000), "indices": "${" + strings.Repeat("a[", 100000), "parentheses in arithmetic": "echo $((" + strings.Repeat("(", 150) + strings.Repeat(")", 150) + "))",
	} {
		t.Run(reason, func(t *testing.T) {
			size := 0
			for _, g := range command.Script(script) {
				for _, s := range g {
					size += len(s.Value)
				}
			}
			if size > 8<<20 {
				t.Errorf("%d bytes of values", size)
			}
		})
	}
}
