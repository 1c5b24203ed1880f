// Package argocd tests graylane as a config management plugin of Argo CD: the plugin of examples/argocd in the real
// argocd-cmp-server, asked over its socket by the code of Argo CD's repo-server; and the sync waves of generated resources in
// Argo CD's sync engine.
//
// It is a module apart, since Argo CD needs Kubernetes' libraries in versions of its own. The module builds the programs too:
// argocd-cmp-server, which is Argo CD's one program under that name, and ask, with which tests elsewhere ask a server.
package argocd
