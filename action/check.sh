#!/usr/bin/env bash
# Reports the findings as annotations of the run, and as SARIF where a file is named for it. Fails as graylane check does.
set -euo pipefail

# shellcheck source=arguments.sh
source "$(dirname "${BASH_SOURCE[0]}")/arguments.sh"

# The annotations come last: they decide.
if [[ -n $GRAYLANE_SARIF ]]; then
	graylane check --output sarif --fail-on never "${arguments[@]}" >"$GRAYLANE_SARIF"
fi
graylane check --output github --fail-on "$GRAYLANE_FAIL_ON" "${arguments[@]}"
