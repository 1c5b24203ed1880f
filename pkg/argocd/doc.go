// Package argocd is what a config management plugin of Argo CD is told, as assignments to the configuration, and what it tells:
// the announcement of parameters (https://argo-cd.readthedocs.io/en/stable/operator-manual/config-management-plugins/).
//
// It works on the environment as a list and on text, and does no I/O. It may import api.
package argocd
