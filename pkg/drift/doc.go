// Package drift compares the resources that graylane generated earlier with those that it would generate now. In go both as
// text; out come findings. It does no I/O and imports diag and model alone, beside kyaml.
package drift
