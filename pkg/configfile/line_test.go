package configfile_test

import "testing"

func TestLines(t *testing.T) {
	check(t, []row{
		{"the separators", "a.txt", "a b\nc = d\ne: f\ng => h\ni := j\nk:\"l\"", []string{"a=b @line 1, c=d @line 2, e=f @line 3, g=h @line 4, i=j @line 5, k=l @line 6"}},
		{"comments", "a.txt", "# a\n// b\n; c\nd e # f\ng \"h # i\" # j", []string{"d=e @line 4, g=h # i @line 5"}},
		{"quotes, commas and semicolons", "a.txt", "\"a\": \"b\",\n'c' = 'd';\ne f;\ng\nh i\n", []string{"a=b @line 1, c=d @line 2, e=f @line 3, =g @line 4, h=i @line 5"}},
		{"words", "a.txt", "a b c", []string{"a=b @line 1, a=c @line 1"}},
		{"a word alone", "a.txt", "a:1\n- b", []string{"=a:1 @line 1", "=b @line 2"}},
		{"a host and its port", "a.txt", "a b 80 c 99999 d 0", []string{"a=b 80 @line 1, a=c @line 1, a=99999 @line 1, a=d @line 1, a=0 @line 1"}},
		{"an address is no name", "a.txt", "a:1 b\nhttp://c d", []string{"=a:1 @line 1, =b @line 1, =http://c @line 2, =d @line 2"}},
		{"options", "a.txt", "--a=b\n-c d\n--e f g", []string{"a=b @line 1, c=d @line 2, e=f @line 3, e=g @line 3"}},
		{"a URL with an equals sign", "a.txt", "http://a/?b=c", []string{"=http://a/?b=c @line 1"}},
		{"sections of fluent-bit", "a.conf", "[OUTPUT]\n Host a\n Port 1\n[OUTPUT]\n Host b", []string{"Host=a @line 2, Port=1 @line 3", "Host=b @line 5"}},
		{"sections of fluentd", "a.conf", "<match **>\n host a\n <server>\n  host b\n </server>\n</match>", []string{"host=a @line 2", "host=b @line 4"}},
		{"blocks of logstash", "a.conf", "input { beats { port => 1 } }\noutput {\n es {\n  hosts => [\"a:1\"]\n  user => x\n }\n}",
			[]string{"port=1 @line 1", `hosts=["a:1"] @line 4, user=x @line 5`}},
		{"several on a line", "a.conf", `es { hosts => "a:1" index => "b" }`, []string{"hosts=a:1 @line 1, index=b @line 1"}},
		{"pairs on a line", "a.conf", "r { host = a, port = 1 }\nb = c:1, d:2\ne {", []string{"host=a @line 1, port=1 @line 1", "b=c:1, d:2 @line 2"}},
		{"other white space", "a.txt", "\u00a0\n\u0085\na b\u00a0\n", []string{"a=b @line 3"}},
		{"words before a block", "Caddyfile", ":80 {\n reverse_proxy a:1 {\n  b c\n }\n x = {\n }\n}", []string{"reverse_proxy=a:1 @line 2", "b=c @line 3"}},
		{"placeholders are no blocks", "a.conf", "a {\n b ${C} %{+D}\n}", []string{"b=${C} @line 2, b=%{+D} @line 2"}},
		{"elements of a list", "a.yaml", "{{ if }}\n- host: a\n  port: 1\n- host: b\n", []string{"if=}} @line 1", "host=a @line 2, port=1 @line 3", "host=b @line 4"}},
		{"a quote that nothing ends", "a.txt", "a 'b c", []string{"a='b c @line 1"}},
	})
}

func TestRedis(t *testing.T) {
	check(t, []row{
		{"replicas", "redis.conf", "replicaof a 6379\nslaveof b 6380", []string{"replicaof=a 6379! @line 1, slaveof=b 6380! @line 2"}},
		{"sentinel", "sentinel.conf", "sentinel monitor m a 6379 2", []string{"sentinel.monitor=a 6379! @line 1"}},
		{"no master", "redis.conf", "replicaof no one", []string{"replicaof=no @line 1, replicaof=one @line 1"}},
		{"another directive of sentinel", "sentinel.conf", "sentinel auth-pass m p", []string{"sentinel=auth-pass @line 1, sentinel=m @line 1, sentinel=p @line 1"}},
		{"no more than a name", "redis.conf", "sentinel monitor m", []string{"sentinel=monitor @line 1, sentinel=m @line 1"}},
	})
}
