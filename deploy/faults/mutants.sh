#!/bin/sh
# Breaks the product on purpose, in one way after the other (mutants/*.patch), and expects the fault suite to notice each time.
#   deploy/faults/mutants.sh [MUTANT...]
# Ends with the cells that caught each; status 1 if one was not caught.
set -u

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
root=$(git -C "$here" rev-parse --show-toplevel)
cells=received-not-fetched,mid-fetch,stored-not-recorded,commit-in-doubt,records-doubled,topic-replayed
[ $# -gt 0 ] || set -- "$here"/mutants/*.patch

work=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$work/tree" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

survived=0
for patch in "$@"; do
    mutant=$(basename "$patch" .patch)
    git -C "$root" worktree add --quiet --detach "$work/tree" HEAD || exit
    git -C "$work/tree" apply "$here/mutants/$mutant.patch" || exit
    "$work/tree/halftone" faults --smoke --cells "$cells" >"$work/$mutant.log" 2>&1
    status=$?
    git -C "$root" worktree remove --force "$work/tree"
    caught=$(sed -n 's/^\([a-z0-9-]*\) .* VIOLATED$/\1/p' "$work/$mutant.log" | tr '\n' ' ')
    if [ "$status" = 1 ] && [ -n "$caught" ]; then
        echo "$mutant: caught by $caught"
    else
        echo "$mutant: NOT CAUGHT (status $status)"
        cat "$work/$mutant.log"
        survived=1
    fi
done
exit "$survived"
