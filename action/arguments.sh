# shellcheck shell=bash
# For the other scripts to source: what follows the verb on graylane's command line, as the array arguments.

# lines appends the lines of $1 to the array arguments, without the empty ones.
lines() {
	local line
	while IFS= read -r line; do
		if [[ -n $line ]]; then arguments+=("$line"); fi
	done <<<"$1"
}

arguments=()
lines "$GRAYLANE_ARGS"
arguments+=(--)
lines "$GRAYLANE_PATHS"
