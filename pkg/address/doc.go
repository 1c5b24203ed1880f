// Package address reads the hosts that a text names: URLs, host:port, qualified names, data source names, lists of
// them. It knows nothing of Services; whether a host is one is for package callgraph to say. It imports setting.
package address
