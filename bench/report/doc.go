// Package report makes tables of measurements, ratios first, and writes them into a page of the documentation. It measures
// nothing: what is measured is in package plan, and the measurements in a result.Set.
package report
