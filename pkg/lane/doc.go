// Package lane plans: which workloads form an application, which version of it is the baseline, who is in
// which lane, and, for each Service of several versions, which callers are sent to which version.
//
// [Build] takes the model, the graph and the configuration and returns a [Plan] that is pure data: no
// Istio type is in it, and emission adds nothing to its decisions. The rules: version.go orders
// versions, application.go groups workloads and finds baselines, declare.go and member.go say who is in a lane,
// caller.go by which labels a caller is known, rule.go makes the rules, header.go those of a header that carries the lane,
// export.go says where they are seen, existing.go and destinationrule.go give way to routing that others wrote. What gateways
// send to Services is planned in entry.go and entryrule.go; gatewayhost.go gives way to others there.
//
// [Follow] follows the requests of every lane once, into a [Trace]: where each call lands, in a [Hop], and why; where lanes are lost;
// what is not reached. hop.go reads a hop off the rules, unsteered.go says why none applies, appliedrule.go which one does and where
// it stands; carried.go follows the requests of each lane, step.go makes their hops, possible.go has the calls that nothing shows;
// entryhop.go has what gateways and ingresses send, outside.go what the routes of others make of that, subsetseen.go whether they have
// the subsets; reach.go finds versions that no path leads to. passage.go has the ways of one lane's requests, gap.go where they leave
// it for good, unreachable.go what is not reached then; clone.go, fit.go and copy.go say which workloads to copy so that they do not,
// and stray.go which copies requests of other lanes come to.
//
// A [Question] asks a trace for some requests, and its [Answer] has their hops, their ways as trees (trail.go; start.go finds where
// they begin, tracker.go what follows), and a matrix of Services and lanes (matrix.go).
//
// All that is in one package with the plan since it asks what the plan does not publish: who is a version of what, which rule takes
// a request, and what keeps a rule from applying.
//
// It imports diag, api, model and callgraph.
package lane
