// Package routes compares graylane's plan, as graylane explain prints it, with the routes, clusters and endpoints that
// Istio computes for every sidecar and gateway: each call of each workload to each port of each Service has to land where
// the plan says, and on no other pod.
package routes
