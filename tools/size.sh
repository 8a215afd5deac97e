#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# How large it is: the program, what a first visit loads, lines by room.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
strip -o "$build/mellom.stripped" "$build/mellom"
echo "program, stripped: $(($(wc -c <"$build/mellom.stripped") / 1024)) KiB"
rm "$build/mellom.stripped"
size "$build/mellom" | awk 'NR == 2 { printf "text %d KiB, data %d KiB, bss %d KiB\n",
    $1 / 1024, $2 / 1024, $3 / 1024 }'
for f in site.css site.js; do
	printf '%s: %s bytes, brotli %s\n' $f "$(wc -c <"$build/assets/$f")" \
	    "$(wc -c <"$build/assets/$f.br")"
done
count() { cat "$@" 2>/dev/null | wc -l; }
while read -r room; do
	printf '%-12s %6d lines of C, %5d of views\n' "$room" \
	    "$(count src/"$room"/*.[ch])" "$(count src/"$room"/*.html)"
done <src/LAYERS
printf '%-12s %6d lines of C\n' "(top)" "$(count src/*.[ch])"
printf '%-12s %6d lines\n' tools "$(count tools/*)" \
    test "$(count test/*.[chi]* test/*/*.[ch] test/*.sh test/e2e/*.mjs)"
