package detect

// FileForm is a kind of file that is read, with an example in which a workload calls the Service api on port 8080, for
// the documentation and its test.
type FileForm struct{ What, Name, Text string }

// FileForms are the kinds of files that are read.
func FileForms() []FileForm {
	return []FileForm{
		{"YAML", "config.yaml", "backend:\n  host: api\n  port: 8080"},
		{"JSON", "config.json", `{"backend": {"url": "http://api:8080"}}`},
		{"TOML", "config.toml", "[backend]\nurls = [\"http://api:8080\"]"},
		{"Java properties", "application.properties", "backend.host=api\nbackend.port=8080"},
		{"INI", "app.ini", "[backend]\nhost = api\nport = 8080"},
		{"Environment files", ".env", "API_URL=http://api:8080"},
		{"XML", "config.xml", "<properties><backend url=\"http://api:8080\"/></properties>"},
		{"nginx", "nginx.conf", "upstream backend { server api:8080; }\nserver { location / { proxy_pass http://backend; } }"},
		{"HAProxy", "haproxy.cfg", "backend api\n  server first api:8080 check"},
		{"Envoy", "envoy.yaml", "address:\n  socket_address: {address: api, port_value: 8080}"},
		{"Redis", "redis.conf", "replicaof api 8080"},
		{"Shell scripts", "run.sh", "until nc -z api 8080; do sleep 1; done"},
		{"String literals of programs", "app.py", `requests.get("http://api:8080/")`},
		{"Lines of a name and a value", "fluent-bit.conf", "[OUTPUT]\n    Host api\n    Port 8080"},
	}
}
