// Package random draws applications at random, of everything that graylane reads: Services of several versions, ports and
// protocols in several namespaces, calls in cycles and across lanes, workloads of all kinds, the routing of others, and
// configurations. Its test compares graylane's plan with Istio for each.
//
// The draws are rapid's, so that a seed gives the same application again, and one that shows a difference is reduced to the
// smallest that still does.
package random
