// Package report renders findings: text for a person, JSON for programs, SARIF for code scanning and editors, and the workflow
// commands by which GitHub Actions annotates a change. What goes in is a [Report]; nothing is decided here.
//
// Every string of the input may be hostile: each format escapes what its readers would obey. The package imports quote, diag
// and view.
package report
