#!/bin/sh
# What it costs to decode images in child processes, against decoding them in the worker (decision 0134): CPU, time and memory, both ways in
# turns. Linux; builds what it runs. Status 1 if the two ways do not make the same.
# usage: isolation.sh [ROUNDS] DIRECTORY...
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd -P)
rounds=10
case ${1:-} in
    '' | -h | --help)
        sed -n '2,4s/^# //p' "$0"
        exit 64
        ;;
    [1-9]*)
        rounds=$1
        shift
        ;;
esac
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
(cd "$root" && mvn -q -B -Dprograms.only -Dspring-boot.repackage.skip=false package -pl deploy/benchmarks -am) >&2
exec "$java" -Xmx512m --enable-native-access=ALL-UNNAMED -jar "$root"/deploy/benchmarks/target/programs-only/benchmarks-*-app.jar "$rounds" "$@"
