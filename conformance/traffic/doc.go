// Package traffic sends real calls through the routing that graylane generates, and looks at the pods they pass.
//
// What goes in is an application as YAML (app_test.go). `graylane build` renders it; its Deployments become pods, each
// a gRPC server on a loopback address of its own, its Services become EndpointSlices, and the generated resources
// become the configuration of an istiod in the same process (objects_test.go, world_test.go). A pod calls what its
// environment names, as the application would, through the xDS client of grpc-go (pod_test.go, identity_test.go).
// istiod knows each of these clients as the proxy of its pod, so it is Istio that decides which rules a pod gets, and
// gRPC that applies them; nothing here knows a rule.
//
// What comes out of a call is its path, the pods in the order in which they were reached (call_test.go). A report sends
// many calls along each lane and counts (report_test.go). Tests state the lanes as text, "front/v3 cart/v1 stock/v1":
// a call that enters at a pod of front v3 is to pass a pod of cart v1 and one of stock v1, and nothing else.
//
// A lane may begin with a header, "x-lane=v2 front/v1 cart/v1 stock/v2". gRPC takes rules that match headers, but does not
// change any: what a sidecar would set has to be set by the application. So these calls come in with the header, and pods forward
// it, as applications do with the headers of their traces; that rules set it and entries remove it is left to the package routes.
//
// The package holds tests alone and may import Istio, gRPC and Kubernetes. It needs the addresses 127.0.0.0/8 on the
// loopback interface, as Linux has them.
package traffic
