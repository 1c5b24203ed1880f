#!/bin/sh
# graylane build -, with the diagnostics where they are seen: Helm 4 throws away what a plugin writes to stderr, also where the
# plugin fails. On Linux, the stderr of Helm itself can be written to. A file is left alone: the two would overwrite each other.
stderr=/proc/$PPID/fd/2
if [ ! -f "$stderr" ] && (: >>"$stderr") 2>/dev/null; then
	exec 2>>"$stderr"
fi
exec graylane build - "$@"
