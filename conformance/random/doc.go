// Package random draws applications at random, of everything that graylane reads: Services of several versions, ports and
// protocols in several namespaces, calls in cycles and across lanes, workloads of all kinds, the routing of others, and
// configurations. Its test compares graylane's plan with Istio for each.
//
// A seed gives the same application again; one for which plan and Istio differ is reduced to the smallest that still shows it.
package random
