package configfile_test

import (
	"strings"
	"testing"
)

func TestNginx(t *testing.T) {
	const upstream = "upstream web { server a:1 weight=2; server b backup; server unix:/s; }\n"
	check(t, []row{
		{"the blocks are the name", "nginx.conf", "http {\n server {\n  location /x {\n   proxy_pass http://a:1;\n  }\n }\n}", []string{"http.server.location.proxy_pass=http://a:1 @line 4"}},
		{"a directive is a group, an argument a setting", "nginx.conf", "a b c;\nd e;\n", []string{"a=b @line 1, a=c @line 1", "d=e @line 2"}},
		{"the servers of an upstream are hosts", "nginx.conf", upstream, []string{"upstream.server=a:1! @line 1", "upstream.server=b! @line 1"}},
		{"the name of an upstream is none", "nginx.conf", upstream + "proxy_pass http://web/x;\nproxy_pass http://web;\nproxy_pass https://web$uri;\nfastcgi_pass web;\nset $x web;",
			[]string{"upstream.server=a:1! @line 1", "upstream.server=b! @line 1", "proxy_pass=https://web$uri @line 4"}},
		{"with a port it is", "nginx.conf", upstream + "proxy_pass http://web:80;", []string{"upstream.server=a:1! @line 1", "upstream.server=b! @line 1", "proxy_pass=http://web:80 @line 2"}},
		{"wherever the upstream stands", "nginx.conf", "server { grpc_pass grpc://web; }\nupstream web { server web; }", []string{"upstream.server=web! @line 2"}},
		{"no upstream of the name", "nginx.conf", "grpc_pass grpc://web;", []string{"grpc_pass=grpc://web @line 1"}},
		{"without a scheme it is a host", "nginx.conf", "fastcgi_pass php:9000;\nuwsgi_pass u;\nscgi_pass unix:/s;", []string{"fastcgi_pass=php:9000! @line 1", "uwsgi_pass=u! @line 2"}},
		{"variables that the file sets", "nginx.conf", "set $x http://a;\nproxy_pass $x$uri;\nset $xx b;\nproxy_pass http://$xx:1;", []string{"set.x=http://a @line 1", "proxy_pass=http://a$uri @line 2", "set.xx=b @line 3", "proxy_pass=http://b:1 @line 4"}},
		{"one that stands for an upstream", "nginx.conf", upstream + "set $x web;\nproxy_pass http://$x;", []string{"upstream.server=a:1! @line 1", "upstream.server=b! @line 1"}},
		{"other variables stay", "nginx.conf", "proxy_pass http://${y}:1/;\nset $x $y;\nproxy_pass $x;", []string{"proxy_pass=http://${y}:1/ @line 1", "set.x=$y @line 2", "proxy_pass=$x! @line 3"}},
		{"resolvers", "nginx.conf", "resolver a b valid=5s;", []string{"resolver=a! @line 1, resolver=b! @line 1"}},
		{"what names no host to call", "nginx.conf", "server { server_name a; listen a:1; root a; index a; try_files a; add_header a b; rewrite a b; return 301 http://a; proxy_set_header Host a; include a; log_format a; }\nmap $a $b {\n default c;\n}",
			[]string{"map.default=c @line 3"}},
		{"quotes, comments and escapes", "nginx.conf", "a \"b;{ \\\" c\" 'd' e#f # g;\n;\nh i\\;j;", []string{"a=b;{ \" c @line 1, a=d @line 1, a=e#f @line 1", `h=i\;j @line 3`}},
		{"lines are counted", "nginx.conf", "a 'b\nc'\n  d;\ne f;", []string{"a=b\nc @line 1, a=d @line 1", "e=f @line 4"}},
		{"the last directive has no end", "nginx.conf", "a b;\nc d", []string{"a=b @line 1", "c=d @line 2"}},
		{"braces that match nothing", "nginx.conf", "}\na {\n b c;\n", []string{"a.b=c @line 3"}},
		{"no semicolon before the end of a block", "nginx.conf", "a { b c }\nd e;", []string{"a.b=c @line 1", "d=e @line 2"}},
		{"Lua", "nginx.conf", "location {\n content_by_lua_block {\n  if a then b = {c;} local d = f 'e';\n end }\n d e;\n f g;\n h i;\n}", []string{"location.d=e @line 5", "location.f=g @line 6", "location.h=i @line 7"}},
		{"Varnish", "default.vcl", "backend b {\n .host = \"a\";\n .port = \"80\";\n}", []string{"backend.host=a @line 2", "backend.port=80 @line 3"}},
		{"blocks too deep", "a.vcl", strings.Repeat("a {\n", 102) + "b c;", []string{"b=c @line 103"}},
		{"no semicolon, no directive", "nginx.conf", "a: b", []string{"a=b @a"}},
	})
}

func TestHAProxy(t *testing.T) {
	check(t, []row{
		{"servers", "haproxy.cfg", "global\n log b:514 local0\n log stdout format raw\ndefaults\n timeout connect 5000\nfrontend f\n bind *:80\n default_backend b\nbackend b\n server s1 a:1 check\n server s2 ${C}\nlisten l\n server s d:2",
			[]string{"global.log=b:514 @line 2", "backend.server=a:1! @line 10, backend.server=${C}! @line 11", "listen.server=d:2! @line 13"}},
		{"templates and name servers", "haproxy.cfg", "resolvers r\n nameserver d a:53\nbackend b\n server-template s 3 c:1", []string{"resolvers.nameserver=a:53! @line 2", "backend.server-template=c:1! @line 4"}},
		{"families and sockets", "haproxy.cfg", "backend b\n server s ipv4@a:1\n server s unix@/x\n server s /x", []string{"backend.server=a:1! @line 2"}},
	})
}
