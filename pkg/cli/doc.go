// Package cli is the command line: one file a verb. A verb reads its input through package source, hands it
// to the pipeline and prints. Without a verb, graylane is the KRM function of package krm.
//
// Exit codes: 0 fine; 1 a failed run or an error among the diagnostics; 2 wrong usage. A verb that only looks (graph)
// shows what there is whatever the diagnostics say, but for those of the configuration. The output of check is the
// diagnostics themselves; --fail-on says which of them is exit code 1. On a failure stdout stays empty; only the function writes its list even then, unchanged but for the results, so that its host can show
// them. A panic is told as a bug of graylane, with the way to report it, and is a failed run. It is the top layer and may import everything.
package cli
