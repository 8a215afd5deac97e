#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs everything `make check` promises, one step after the other, and adds
# up.  A step's program says "NAME: N passed, N failed"; a step that says
# nothing of the kind counts as one.  Logs stay in build/check/.
set -u
cd "$(dirname "$0")/.."
build=${BUILD:-build}
make=${MAKE:-make}
logs=$build/check
mkdir -p "$logs"
passed=0
failed=0
started=$(date +%s)

step() {
	name=$1
	shift
	log=$logs/$name.log
	t0=$(date +%s)
	"$@" >"$log" 2>&1 </dev/null
	code=$?
	counts=$(sed -n 's/^[a-z0-9_-]*: \([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" |
	    awk '{ p += $1; f += $2; n++ } END { if (n) print p, f }')
	if [ -z "$counts" ]; then
		[ $code = 0 ] && counts="1 0" || counts="0 1"
	elif [ $code != 0 ] && [ "${counts#* }" = 0 ]; then
		counts="${counts% *} 1"
	fi
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
	printf '%-22s %5s passed %4s failed %5ss\n' "$name" ${counts} \
	    $(($(date +%s) - t0))
	if [ "${counts#* }" != 0 ]; then
		grep -nE 'FAILED|error|: got|warning|ERROR|fault|missing|undefined' "$log" | head -20
		tail -15 "$log" | sed 's/^/    /'
	fi
}

# The programs of a kind, two at a time: each has its own folder or database,
# and its lines stay together.
programs() {
	for bin in "$1"/test/"$2"_*; do
		case $bin in *.*) continue ;; esac
		[ -x "$bin" ] && [ -f "$bin" ] && echo "$bin"
	done | xargs -P 2 -n 1 sh -c 'out=$("$0" 2>&1)
	    code=$?
	    printf "%s\n" "$out"
	    exit $code'
}

step build $make -j2 all tests statements-build BUILD=$build
step format sh tools/style.sh
step layers sh tools/layers.sh
step banned sh tools/banned.sh $build
step tidy sh tools/tidy.sh $build
step cppcheck $make cppcheck BUILD=$build
step texts $make texts-check BUILD=$build
step bites sh test/bites.sh
# A warning is a fault here, and so is a dictionary that is not there.
step content sh -c "out=\$($build/mellom check . 2>&1); echo \"\$out\"
    echo \"\$out\" | grep -q '^0 errors, 0 warnings\$' &&
    ! echo \"\$out\" | grep 'note: the spelling'"
step routes sh -c "$build/mellom routes | diff -u test/golden/routes.txt -"
step hazards sh tools/hazards.sh
# A file that a database may have run is never changed; a new one adds a line.
step migrations sh -c "sha256sum src/db/sql/*.sql | diff -u test/golden/migrations.txt -"
step sql-bound $build/test/check_sql
step statements $build/test/check_statements
step unit programs $build test
step web programs $build web
step commands sh test/commands.sh
step worker sh test/worker.sh
step simyear $make simyear-small BUILD=$build

PGURI=$(sh test/pg.sh start $build/pg 2>"$logs/pg.log") || PGURI=
if [ -n "$PGURI" ]; then
	export MELLOM_TEST_PG="$PGURI"
	step pg-statements $build/test/check_statements
	step pg-unit programs $build test
	step pg-web programs $build web
	unset MELLOM_TEST_PG
	sh test/pg.sh stop $build/pg >>"$logs/pg.log" 2>&1
else
	printf 'postgresql did not start: %s\n' "$(tail -1 "$logs/pg.log")"
	failed=$((failed + 1))
fi

step ack $make ack FAULT=kill N=3 BUILD=$build
step asan-build $make -j2 tests SAN=1
step asan-unit programs build/asan test
step asan-web programs build/asan web
step clang-build $make -j2 archives CC=clang-14
step e2e $make e2e BUILD=$build

echo "$(($(date +%s) - started)) seconds"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
