#!/bin/sh
# Whether an api with a heap of 256 MB takes a document of 200 MB with its images in it, and a CSV of 100 MB: says for each how long that
# took, and the most that the api's process had in memory. Linux; builds what it runs. Status 1 if one of them was not accepted.
# usage: large-manifests.sh [PORT]
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd -P)
port=${1:-18080}
stage=$(mktemp -d)
trap 'kill ${api:-} ${infra:-} 2>/dev/null || true; wait; rm -rf "$stage"' EXIT
trap 'exit 130' INT TERM HUP

# awaited FILE TEXT: until the file has it.
awaited() {
    tries=1800
    until grep -q "$2" "$1" 2>/dev/null; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { cat "$stage"/*.log >&2; exit 1; }
        sleep 0.5
    done
}

# The samples as a document, again and again.
document() {
    printf '{"images":['
    comma=
    while [ "$(wc -c <"$stage/document")" -lt 200000000 ]; do
        for image in "$root"/samples/products/*; do
            printf '%s{"name":"%s","data":"' "$comma" "${image##*/}"
            base64 -w 0 "$image"
            printf '"}'
            comma=,
        done
    done
    printf ']}'
}

csv() {
    printf 'S. No.,Product Name,Input Image Urls\n'
    awk 'BEGIN { for (n = 1; n <= 900000; n++)
        printf "%d,A product with a name of some length %d,https://images.shop.example/catalogue/of/this/year/%09d.jpg\n", n, n, n }'
}

# submit TYPE FILE
submit() {
    status=$(curl -sS -o "$stage/answer" -w '%{http_code} in %{time_total} s' -H "Content-Type: $1" -H 'Expect:' \
        -T "$2" -X POST "http://127.0.0.1:$port/v1/jobs")
    echo "$1 of $(wc -c <"$2") bytes: $status, at most $(sed -n 's/^VmHWM:[^0-9]*//p' "/proc/$api/status") resident"
    case $status in 202*) ;; *) cat "$stage/answer"; exit 1 ;; esac
}

: >"$stage/document"
document >>"$stage/document"
csv >"$stage/csv"
"$root/halftone" infra --data "$stage/data" >"$stage/env" 2>"$stage/infra.log" &
infra=$!
awaited "$stage/env" HALFTONE_S3_SECRET_KEY
set -a
# shellcheck disable=SC1091
. "$stage/env"
set +a
HALFTONE_JAVA_OPTS=-Xmx256m "$root/halftone" api --port "$port" >"$stage/api.log" 2>&1 &
api=$!
awaited "$stage/api.log" 'Started ApiService'
submit application/json "$stage/document"
submit text/csv "$stage/csv"
