package traffic

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
)

// maxHops ends a call that goes round in a cycle. It is also the length of the longest chain.
const maxHops = 6

// patience is how long a call, or the change of a configuration, may take on a busy machine.
const patience = 30 * time.Second

// request asks a pod to do its part of a call.
type request struct {
	Hops int // how many further hops there may be
}

// reply is the path of a call: the pod that answers, then what the pods that it called tell.
type reply struct {
	Path []visit
}

// visit is one stop of a call.
type visit struct {
	Pod  string // namespace/name
	Port string // the container port that the call came in by
}

// method is what every pod serves; which one it is does not matter to the routing.
const method = "/traffic.Lane/Pass"

// codec writes messages as JSON, so that they need no generated code.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error)      { return json.Marshal(v) }
func (codec) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }
func (codec) Name() string                       { return "json" }

// dial opens a connection. Its calls wait where a server cannot be reached just now, instead of failing.
func dial(target string, options ...grpc.DialOption) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, append(options,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.ForceCodec(codec{}), grpc.WaitForReady(true)),
	)...)
}

// call sends a request into the application at a pod, with a header, name=value, where that is not empty; it gives the path that
// the request took.
func (p *pod) call(header string) ([]visit, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if name, value, found := strings.Cut(header, "="); found {
		ctx = metadata.AppendToOutgoingContext(ctx, name, value)
	}
	var out reply
	err := p.entry.Invoke(ctx, method, request{Hops: maxHops}, &out)
	return out.Path, err
}
