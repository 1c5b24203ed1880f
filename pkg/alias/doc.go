// Package alias bounds what the aliases of a YAML document stand for: a short text may stand for billions of nodes. It
// imports kyaml alone.
package alias
