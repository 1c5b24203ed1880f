// Package model is what graylane knows of an application: its Services, its workloads with
// their containers and volumes, its ConfigMaps and Secrets, the routing that others wrote, what
// lets traffic in, and what Istio's Sidecars and ServiceEntries let out.
//
// [New] takes the objects in any order, sorts and indexes them; after that a Model is
// read-only and may be shared between goroutines. It holds facts as the manifests give
// them and rules of Kubernetes and Istio that need nothing else (which pods a Service
// selects, which protocol a port speaks). It imports diag alone and does no I/O.
package model
