# What release.md takes for granted: a checkout. The page runs in a copy of the files, which becomes one here.
git init --quiet && git add --all && git commit --quiet --message "all files"
