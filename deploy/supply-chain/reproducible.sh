#!/bin/sh
# Builds the committed sources twice, in two places, and says whether the programs are the same bytes.
# Status 0: they are; 1: some differ, and both builds are kept. Environment: MAVEN (another Maven than the wrapper's).
set -eu

root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd -P)
stage=$(mktemp -d)

# build NAME: prints the checksums of the programs of a build of its own.
build() {
    mkdir -p "$stage/$1"
    git -C "$root" archive HEAD | tar -x -C "$stage/$1"
    (
        cd "$stage/$1"
        "${MAVEN:-./mvnw}" -q -B -Dstyle.color=never package -Dprograms.only -pl deploy/standalone -am >&2
        find . -path '*/target/programs-only/*' -name '*.jar' -exec sha256sum {} + | sort -k 2
    )
}

build one >"$stage/one.sha256"
build another/of/a/longer/path >"$stage/another.sha256"
cat "$stage/one.sha256"
if ! diff "$stage/one.sha256" "$stage/another.sha256"; then
    echo "not reproducible: see $stage" >&2
    exit 1
fi
echo 'both builds are the same bytes'
rm -rf "$stage"
