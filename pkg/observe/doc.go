// Package observe makes ObservedCalls of what was seen: [Seen] adds records up, [Seen.Calls] gives the calls in their order, [Document] writes
// them, and [Update] brings a file up to date that has ObservedCalls among whatever else.
//
//	records ─ Seen ─▶ calls ─ Document ─▶ YAML
//	                    └──── Update(file) ─▶ the file, with what it said of calls that were not seen now, and all that people wrote
//
// The same records give the same bytes, whatever their order. It does no I/O and has no clock: what is now, it is told. It may import api, telemetry
// and kyaml/yaml.
package observe
