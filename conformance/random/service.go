package random

import "fmt"

// service is a Service in front of a part.
type service struct {
	name, namespace string
	ports           list
	numbers         []int
	more            object // what its spec has beside
	selector        object
	annotations     object
}

// service draws the n-th Service of a part.
func (d *draw) service(p *part, n int) *service {
	s := &service{name: p.name, namespace: p.namespace, selector: object{}, more: object{}, annotations: object{}}
	if n > 0 {
		s.name += "-all"
	}
	for key, value := range p.labels {
		s.selector[key] = value
	}
	d.ports(s)
	switch {
	case d.chance(4):
		s.more["clusterIP"] = "None"
	case d.chance(6):
		s.more["type"] = pick(d, "NodePort", "LoadBalancer")
	case d.chance(3):
		s.selector["version"] = p.versions[0]
	}
	switch {
	case d.chance(3):
		s.annotations["graylane.dev/ignore"] = "for a test"
	case d.chance(6) || p.versions[0] == "blue" && !d.chance(10):
		s.annotations["graylane.dev/baseline"] = pick(d, p.versions...)
	}
	return s
}

// protocols are the names and other fields by which a port tells its protocol.
var protocols = []object{
	{"name": "http"}, {"name": "grpc"}, {"name": "tcp"}, {"name": "http-web"}, {"name": "web"}, {"name": "redis"}, {"name": "tcp-db"},
	{"name": "https"}, {"name": "tls"}, {"name": "mongo"}, {"name": "mysql"}, {"name": "http2"}, {"name": "grpc-web"},
	{"name": "a", "appProtocol": "http"}, {"name": "b", "appProtocol": "tcp"}, {"name": "c", "appProtocol": "kubernetes.io/h2c"},
	{"name": "d", "appProtocol": "example.com/own"}, {"name": "udp", "protocol": "UDP"}, {"name": "http-udp", "protocol": "UDP"},
	{"name": "HTTP-upper", "appProtocol": "HTTP"}, {"name": "http3"}, {"name": "grpcx"}, {"name": "e", "appProtocol": "https"},
}

var numbers = []int{80, 8080, 443, 9000, 53, 3306, 27017, 25, 6379}

// ports draws one to three ports, of different names and numbers, but for one number over both TCP and UDP.
func (d *draw) ports(s *service) {
	n := pick(d, 1, 1, 1, 2, 2, 3)
	seen := map[any]bool{}
	for range n {
		port := object{"port": pick(d, numbers...)}
		for key, value := range protocols[min(d.number(0, len(protocols)-1), d.number(0, len(protocols)-1))] {
			port[key] = value
		}
		if transport := port["protocol"]; seen[port["name"]] || seen[fmt.Sprint(port["port"], transport)] {
			continue
		}
		seen[port["name"]], seen[fmt.Sprint(port["port"], port["protocol"])] = true, true
		if d.chance(20) {
			port["targetPort"] = pick(d, any(8000), any("main"))
		}
		s.ports = append(s.ports, port)
		s.numbers = append(s.numbers, port["port"].(int))
	}
	if len(s.ports) == 1 && d.chance(15) {
		delete(s.ports[0].(object), "name")
	}
}

func (s *service) object() object {
	spec := object{"selector": s.selector, "ports": s.ports}
	for key, value := range s.more {
		spec[key] = value
	}
	m := meta(s.namespace, s.name)
	if len(s.annotations) > 0 {
		m["annotations"] = s.annotations
	}
	return object{"apiVersion": "v1", "kind": "Service", "metadata": m, "spec": spec}
}

// host is a name by which a pod of a namespace may call s.
func (s *service) host(d *draw, from string) string {
	namespace := s.namespace
	if namespace == "" {
		namespace = "default"
	}
	hosts := []string{s.name + "." + namespace, s.name + "." + namespace + ".svc", s.name + "." + namespace + ".svc.cluster.local"}
	if from == s.namespace {
		hosts = append([]string{s.name, s.name, s.name}, hosts...)
	}
	return pick(d, hosts...)
}
