// Package routes compares graylane's plan, as graylane explain prints it, with the routes, clusters and endpoints that
// Istio computes for every sidecar and gateway: each call of each workload to each port of each Service has to land where
// the plan says, and on no other pod.
//
// What the plan itself has to be is found a second time, without graylane: lanes and baselines from pods, selectors and the
// configuration (lanes.go), what becomes of the lane header (header.go) and how far it carries a lane (carried.go), and what
// gateways do with requests from outside (entry.go).
package routes
