package quote

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestCredentials(t *testing.T) {
	tests := []struct{ reason, value, want string }{
		{"a URL without any", "http://api:8000/v1?lane=v2", "http://api:8000/v1?lane=v2"},
		{"a user alone is no credential", "ssh://git@repo/x", "ssh://git@repo/x"},
		{"a URL's password", "http://user:hunter2@b:80/", "http://user:***@b:80/"},
		{"a password without a user", "redis://:hunter2@cache/0", "redis://:***@cache/0"},
		{"several hosts", "mongodb://u:p@a:27017,b:27017/shop", "mongodb://u:***@a:27017,b:27017/shop"},
		{"a path with a colon and an at sign", "http://b/u:p@c", "http://b/u:p@c"},
		{"a query", "http://b:80/?token=hunter2&lane=v2", "http://b:80/?token=***&lane=v2"},
		{"signed URLs", "http://b:80/?sig=hunter2&X-Amz-Signature=hunter3&config=x", "http://b:80/?sig=***&X-Amz-Signature=***&config=x"},
		{"a flag", "--api-key=hunter2 --url=http://b", "--api-key=*** --url=http://b"},
		{"libpq", "host=db user=u password='hunt er' dbname=d", "host=db user=u password=*** dbname=d"},
		{"ADO", "Server=db,1433;User Id=sa;Password=hunter2;", "Server=db,1433;User Id=sa;Password=***;"},
		{"JSON", `{"url": "http://b", "clientSecret": "hunter2"}`, `{"url": "http://b", "clientSecret": ***}`},
		{"a key that only begins so", "TOKEN_URL=http://auth:80/token", "TOKEN_URL=http://auth:80/token"},
		{"references", "postgres://u:$(DB_PASSWORD)@db/x?token=${TOKEN}&password=$x", "postgres://u:$(DB_PASSWORD)@db/x?token=${TOKEN}&password=***"},
		{"a path of that name", "http://auth/token", "http://auth/token"},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			if got := Credentials(tt.value); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestCredentialsOverlooksNone compares Credentials with looking for each pattern in every value.
func TestCredentialsOverlooksNone(t *testing.T) {
	parts := strings.Split("password|PassWD|pwd|passphrase|Secret|TOKEN|api|access|_|-|key|KEY|\u212aey|\u017fecret|=|=|: |:|://|@|u|hunter2|'|\"|;| |$(X)|${X}", "|")
	r := rand.New(rand.NewPCG(1, 2))
	hidden := 0
	for range 20_000 {
		value := ""
		for range 1 + r.IntN(8) {
			value += parts[r.IntN(len(parts))]
		}
		want := hide(telling, hide(userinfo, value))
		if got := Credentials(value); got != want {
			t.Fatalf("%q: %q, not %q", value, got, want)
		}
		if want != value {
			hidden++
		}
	}
	if hidden < 1000 {
		t.Errorf("%d values have credentials, hardly any", hidden)
	}
}
