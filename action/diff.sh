#!/usr/bin/env bash
# Writes what a pull request changes for each lane into the job's summary and, where asked to, into one comment on the pull
# request, which later runs bring up to date.
set -euo pipefail

# shellcheck source=arguments.sh
source "$(dirname "${BASH_SOURCE[0]}")/arguments.sh"

# base prints the revision to compare with. What is checked out for a pull request is, by default, GitHub's merge of it with the
# base, whose first parent is the base as it is now; a checkout of depth 1 lacks that parent. For any other checkout it is
# where the pull request's branch left the base.
base() {
	if [[ -n $GRAYLANE_BASE ]]; then
		echo "$GRAYLANE_BASE"
	elif [[ $GITHUB_REF == refs/pull/*/merge && $(git rev-parse HEAD) == "$GITHUB_SHA" ]] && git rev-parse --quiet --verify 'HEAD^1'; then
		: # rev-parse has printed it
	elif git fetch --quiet --no-tags origin "+refs/heads/$GRAYLANE_BASE_REF:refs/remotes/origin/$GRAYLANE_BASE_REF" >&2; then
		git merge-base "origin/$GRAYLANE_BASE_REF" HEAD
	fi
}

# comment puts the file $1 into the comment that an earlier run wrote, else into a new one. The first line tells comments of
# other paths apart.
comment() {
	local comments="repos/$GITHUB_REPOSITORY/issues/$GRAYLANE_PULL_REQUEST/comments" id
	MARKER=$(head -n 1 "$1")
	export MARKER
	id=$(gh api --paginate "$comments" --jq '.[] | select(.body | startswith(env.MARKER)) | .id' | head -n 1)
	if [[ -n $id ]]; then
		gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$1"
	else
		gh api --silent --method POST "$comments" --field "body=@$1"
	fi
}

if ! from=$(base) || [[ -z $from ]]; then
	echo "::error::graylane cannot tell what to compare with: check out with fetch-depth: 2, or name a base"
	exit 1
fi
file=$RUNNER_TEMP/graylane-diff.md
# A base that cannot be rendered must not keep the pull request that mends it from being checked.
if ! graylane diff --quiet --git "$from..HEAD" --output markdown "${arguments[@]}" >"$file"; then
	echo "::warning::graylane cannot tell what changes for each lane: the log says why"
	exit 0
fi
cat "$file" >>"$GITHUB_STEP_SUMMARY"
echo "file=$file" >>"$GITHUB_OUTPUT"

# A pull request from a fork has a token that may not write.
if [[ $GRAYLANE_COMMENT == true ]] && ! comment "$file"; then
	echo "::warning::graylane may not comment on the pull request: what changes is in the job's summary"
fi
