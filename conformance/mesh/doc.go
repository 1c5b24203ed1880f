// Package mesh runs Istio's own control plane in this process, over what a cluster would hold of an application, and says
// where its proxies would send a request.
//
// A [Cluster] is made of manifests: Services as they are, a pod for every workload that runs, the endpoints that
// Kubernetes would find. [Start] starts istiod over it and the Istio resources. A [Proxy] is a sidecar or a gateway;
// what [Proxy.Send] answers is read off the listeners, routes, clusters and endpoints that istiod computes for it, as Envoy
// would read them.
package mesh
