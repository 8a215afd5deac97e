#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# clang-tidy 14 over src/, two files at a time, with the checks of .clang-tidy.
# The analyzer's paths are cut short (max-nodes), or it would take 10 times as long.
#
#	tools/tidy.sh BUILD [FILE ...]		BUILD has the generated headers
set -eu
cd "$(dirname "$0")/.."
build=$1
shift
[ $# -gt 0 ] || set -- $(find src -name '*.c' | LC_ALL=C sort)
flags="-std=gnu2x -D_GNU_SOURCE -DMELLOM_VERSION=\"x\" -Isrc -I$build/gen
 -Wno-c2x-extensions -Wno-gnu-auto-type -Wno-gnu-zero-variadic-macro-arguments
 -Xclang -analyzer-config -Xclang max-nodes=${NODES:-20000}
 $(pkg-config --cflags libmicrohttpd sqlite3 libpq libsodium libcmark libfyaml jansson)"
printf '%s\n' "$@" | flags=$flags xargs -P2 -n1 sh -c \
    'clang-tidy-14 --quiet "$1" -- $flags 2>/dev/null || exit 1' sh && r=0 || r=1
echo "tidy: $# files, exit $r"
exit $r
