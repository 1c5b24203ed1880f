// Package change compares two renderings of an application and says what differs for whom: two results of the stages go
// in, as a [Side] each, and a [Change] comes out, which is pure data. Nothing is inferred here: who calls whom, where
// requests land and what is lost was said by callgraph and lane.
//
// Things are matched by what they are to a reader: Services by namespace and name, callers by the Service of their
// application and their version, so that a Deployment under a new name is none of a new caller (party.go). Within a lane,
// what one application sends to a port of a Service is one call; pair.go finds which of its landings correspond. member.go
// has the versions in each lane, service.go the Services, gap.go what lanes lose, finding.go the diagnostics, lost.go what a
// reviewer must not overlook.
//
// Comparing a rendering with itself gives nothing, and comparing the other way round gives the same with added and removed,
// old and new exchanged. The package imports diag, model, callgraph, scope and lane.
package change
