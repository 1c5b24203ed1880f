// Package rollout proves the order of steps in the how-to pages that roll a version out, promote it, retire one and roll
// back.
//
// A page runs as it stands against a Kubernetes API server, which keeps every change that it made. Each state of the cluster in
// between, one change after the other, then goes to Istio's control plane, and requests of users and of a caller that no rule
// names are followed through it: none may fail, none may leave the version that it began with. The same changes in the orders
// that the pages warn of have to fail.
package rollout
