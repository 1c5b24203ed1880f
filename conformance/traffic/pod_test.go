package traffic

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// pod is a running pod: a server on each of its ports, and a connection to each Service that it calls.
type pod struct {
	object  *corev1.Pod
	name    string                  // namespace/name
	owner   string                  // the name of its Deployment
	ports   map[string]net.Listener // by the name of the container port
	entry   *grpc.ClientConn        // how a request from outside gets in, at the first port
	callees []callee
	called  func(host string, by visit) // told of every call that the pod makes and that is answered, and by whom
}

// callee is a Service that a pod calls.
type callee struct {
	host string // and port
	*grpc.ClientConn
}

// newPod makes a pod of a Deployment, ready, with its ports open.
func newPod(t *testing.T, d *appsv1.Deployment, number int, address string) *pod {
	t.Helper()
	o := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name:      fmt.Sprintf("%s-%d", d.Name, number),
			Namespace: d.Namespace,
			Labels:    d.Spec.Template.Labels,
		},
		Spec: d.Spec.Template.Spec,
		Status: corev1.PodStatus{
			Phase:      corev1.PodRunning,
			Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}},
			PodIP:      address,
			PodIPs:     []corev1.PodIP{{IP: address}},
		},
	}
	p := &pod{object: o, name: o.Namespace + "/" + o.Name, owner: d.Name, ports: map[string]net.Listener{}}
	for _, port := range p.main().Ports {
		p.ports[port.Name] = listen(t, address)
	}
	return p
}

// main is the container that serves and calls.
func (p *pod) main() corev1.Container { return p.object.Spec.Containers[0] }

// listen opens a port that nobody else has, so that the ports of the manifests may be in use on this machine.
func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", net.JoinHostPort(address, "0"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// start connects a pod to what it calls, and serves until the end of the test.
func (p *pod) start(t *testing.T, istiod net.Addr, hosts []string) {
	t.Helper()
	names := grpc.WithResolvers(identity(t, p, istiod))
	for _, host := range hosts {
		c := connect(t, "xds:///"+host, names)
		c.Connect() // all pods at once, which saves time, instead of each when it is first called
		p.callees = append(p.callees, callee{host, c})
	}
	server := grpc.NewServer(grpc.ForceServerCodec(codec{}), grpc.UnknownServiceHandler(p.serve))
	var serving sync.WaitGroup
	for _, l := range p.ports {
		serving.Go(func() { _ = server.Serve(l) })
	}
	t.Cleanup(func() { server.Stop(); serving.Wait() })
	p.entry = connect(t, p.ports[p.main().Ports[0].Name].Addr().String())
}

// connect is dial for a connection that is closed at the end of the test.
func connect(t *testing.T, target string, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	c, err := dial(target, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// host is the host and port in the value of a variable, which may be a URL.
func host(value string) string { return value[strings.LastIndex(value, "/")+1:] }

// serve answers any method.
func (p *pod) serve(_ any, stream grpc.ServerStream) error {
	var in request
	if err := stream.RecvMsg(&in); err != nil {
		return err
	}
	out, err := p.pass(stream.Context(), in)
	if err != nil {
		return err
	}
	return stream.SendMsg(&out)
}

// pass calls every Service that the pod knows, one after the other. Each pod has a second less than the one before it,
// so that the one that gets no answer has the time to say so.
func (p *pod) pass(ctx context.Context, in request) (reply, error) {
	out := reply{Path: []visit{{Pod: p.name, Port: p.port(ctx)}}}
	if in.Hops == 0 {
		return out, nil
	}
	end, _ := ctx.Deadline()
	ctx, cancel := context.WithDeadline(p.forwarding(ctx), end.Add(-time.Second))
	defer cancel()
	for _, c := range p.callees {
		var next reply
		if err := c.Invoke(ctx, method, request{Hops: in.Hops - 1}, &next); err != nil {
			return reply{}, fmt.Errorf("%s calls %s: %w", p.name, c.Target(), err)
		}
		p.called(c.host, next.Path[0])
		out.Path = append(out.Path, next.Path...)
	}
	return out, nil
}

// forwarding lets calls carry on the lane header that a call came in with, unless the pod is one that does not.
func (p *pod) forwarding(ctx context.Context) context.Context {
	in, _ := metadata.FromIncomingContext(ctx)
	if values := in.Get(laneHeader); len(values) > 0 && p.object.Labels[deaf] == "" {
		return metadata.AppendToOutgoingContext(ctx, laneHeader, values[0])
	}
	return ctx
}

// port is the name of the port that a call came in by.
func (p *pod) port(ctx context.Context) string {
	from, _ := peer.FromContext(ctx)
	for name, l := range p.ports {
		if l.Addr().String() == from.LocalAddr.String() {
			return name
		}
	}
	return ""
}
