#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every row of docs/safety.md names tests that are there.
#
#	tools/hazards.sh [FILE]
#
# A cell of tests is "PROGRAM: test, test; PROGRAM: test; ...": the test stands
# in test/PROGRAM.c or a header it includes.  A program alone, a command in
# `...`, a script, and "e2e: words of a name" are looked for too.
set -u
cd "$(dirname "$0")/.." || exit 2
faults=0
rows=0

fault() {
	echo "hazards: $1: $2"
	faults=$((faults + 1))
}

sources() {	# of a test program: itself and what it includes from test/
	echo "test/$1.c"
	sed -n 's/^#include "\([a-z_]*\.h\)".*/test\/\1/p' "test/$1.c" \
	    $(sed -n 's/^#include "\([a-z_]*\.h\)".*/test\/\1/p' "test/$1.c" |
	    while read -r f; do [ -f "$f" ] && echo "$f"; done) |
	    sort -u | while read -r f; do [ -f "$f" ] && echo "$f"; done
}

look() {	# NUMBER PROGRAM [TESTS]
	case $2 in
	'`make '*)
		target=${2#'`make '}
		target=${target%%'`'*}
		grep -qE "^([a-z0-9-]+ )*${target%% *}[ :]" Makefile tests.mk \
		    test/*/*.mk || fault "$1" "no target ${target%% *}" ;;
	e2e)
		grep -qF -- "$3" test/e2e/*.mjs || fault "$1" "no e2e: $3" ;;
	*/*)
		[ -f "$2" ] || fault "$1" "no file $2" ;;
	*)
		[ -f "test/$2.c" ] || { fault "$1" "no program $2"; return; }
		for name in $(echo "${3:-}" | tr -d ,); do
			grep -qE "^[A-Z_]+\($name\)" $(sources "$2") ||
			    fault "$1" "no test $name in $2"
		done ;;
	esac
}

while IFS='|' read -r _ number _ _ _ tests _; do
	number=$(echo $number)
	case $number in H-*) ;; *) continue ;; esac
	rows=$((rows + 1))
	tests=$(echo "$tests" | sed 's/^ *//; s/ *$//')
	[ -n "$tests" ] || fault "$number" "no test"
	rest="$tests;"
	while [ -n "$rest" ]; do
		one=$(echo "${rest%%;*}" | sed 's/^ *//; s/ *$//')
		rest=${rest#*;}
		case $one in
		*:*) look "$number" "${one%%:*}" \
		    "$(echo "${one#*:}" | sed 's/^ *//')" ;;
		*) look "$number" "$one" ;;
		esac
	done
done <"${1:-docs/safety.md}"
echo "hazards: $rows rows, $faults faults"
[ $faults = 0 ]
