package configfile

import (
	"strings"

	"github.com/graylane/graylane/pkg/setting"
)

// redisMaster is the master that a line of Redis names: replicaof HOST PORT, slaveof HOST PORT, and of Sentinel
// sentinel monitor NAME HOST PORT QUORUM (https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/).
func redisMaster(words []string) (setting.Setting, bool) {
	name, rest := strings.ToLower(words[0]), words[1:]
	switch {
	case name == "replicaof" || name == "slaveof":
	case name == "sentinel" && len(rest) > 2 && strings.EqualFold(rest[0], "monitor"):
		name, rest = "sentinel.monitor", rest[2:]
	default:
		return setting.Setting{}, false
	}
	if len(rest) < 2 || !isPort(rest[1]) {
		return setting.Setting{}, false
	}
	return setting.Setting{Name: name, Value: rest[0], Port: rest[1], Host: true}, true
}
