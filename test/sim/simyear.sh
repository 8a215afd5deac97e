#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# simyear.sh [small | RESULTS.md]: lives simulated clinics and has the oracle
# judge them.  Two programs at a time, each with clinics of its own and half
# of the patients; the databases lie in a temporary folder.
#   SEED PATIENTS DAYS FROM   what to live (1, 1000, 365, 2026-03-02)
#   KEEP=1                    the folder stays, to look into
# small: 60 patients in all zones over 60 days around the change of the
# clocks in spring; the same few days twice, and once with a round each
# minute; and that the oracle finds what is spoilt on purpose.
set -u
cd "$(dirname "$0")/../.."
sim=${SIM:-build/test/simyear}
seed=${SEED:-1} patients=${PATIENTS:-1000} days=${DAYS:-365}
from=${FROM:-2026-03-02}
what=${1:-}
tmp=${TMPDIR:-/tmp}
[ -w /dev/shm ] && tmp=/dev/shm
dir=$(mktemp -d "$tmp/mellom-simyear-XXXXXX") || exit 1
[ -n "${KEEP:-}" ] && echo "kept: $dir" || trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM

# One clinic's life: FOLDER OPTIONS...
live() {
	mkdir -p "$1/content/instruments"
	cp -r test/sim/content/programmes "$1/content/"
	cp instruments/phq9.yaml "$1/content/instruments/"
	"$sim" "$@"
}
judge() {
	PYTHONDONTWRITEBYTECODE=1 python3 test/sim/oracle.py "$@"
}

# Spoilt in one place: the oracle must name it.  NAME CHECK
spoilt() {
	live "$dir/$1" --seed 7 --patients 15 --days 20 \
	    --sabotage "$1" || return 1
	judge "$dir/$1" >"$dir/$1.out"
	found=$(grep -c "^FAILED $2:" "$dir/$1.out")
	rm -rf "${dir:?}/$1"
	if [ "$found" -gt 0 ]; then
		bites=$((bites + 1))
	else
		echo "FAILED: the oracle did not find \"$1\" by \"$2\""
		missed=$((missed + 1))
	fi
}

# WORDS COMMAND...
same() {
	words=$1
	shift
	if "$@"; then
		bites=$((bites + 1))
	else
		echo "FAILED: $words"
		missed=$((missed + 1))
	fi
}

bites=0
missed=0
t0=$(date +%s)
if [ "$what" = small ]; then
	patients=60 days=60
	live "$dir/1" --seed "$seed" --patients 60 --days 60 --from "$from" &
	first=$!
	set -- "$dir/1"
	for step in 900 900 60; do
		rm -rf "$dir/a"
		live "$dir/a" --seed 5 --patients 12 --days 3 --step $step ||
		    exit 1
		lives=${lives:-0}1
		mv "$dir/a/log" "$dir/$lives"
	done
	same "the same seed gave another log" cmp "$dir/01" "$dir/011"
	# Ids count the rounds too.
	for f in 011 0111; do
		sed -E 's/=[0-9a-f]{32}/=/g; / over /d' "$dir/$f" |
		    sort >"$dir/$f.bare"
	done
	same "a round each minute found something between" \
	    cmp "$dir/011.bare" "$dir/0111.bare"
	spoilt drop outcome
	spoilt double twice
	spoilt hour late
	spoilt third three-a-week
	spoilt owner no-owner
	spoilt early release
	spoilt night called-out-of-hours
	spoilt after after-the-end
	wait $first || exit 1
else
	half=$((patients / 2))
	live "$dir/1" --seed $((seed * 2)) --patients $half --days "$days" \
	    --from "$from" &
	first=$!
	live "$dir/2" --seed $((seed * 2 + 1)) \
	    --patients $((patients - half)) --days "$days" --from "$from" \
	    2>"$dir/said" || { cat "$dir/said"; exit 1; }
	wait $first || exit 1
	set -- "$dir/1" "$dir/2"
fi
t1=$(date +%s)
judge "$@" >"$dir/out"
t2=$(date +%s)
grep FAILED "$dir/out"
counts=$(sed -n 's/^checks: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' \
    "$dir/out")
[ -n "$counts" ] || { cat "$dir/out"; echo "FAILED: no verdict"; exit 1; }
passed=$((${counts% *} + bites))
failed=$((${counts#* } + missed))

if [ -n "$what" ] && [ "$what" != small ]; then
	{
		echo "# A simulated year"
		echo
		echo "\`make simyear SEED=$seed PATIENTS=$patients DAYS=$days\`" \
		    "from $from: lived in $((t1 - t0)) s, judged in" \
		    "$((t2 - t1)) s, on $(nproc) cores."
		echo "$passed checks passed, $failed failed. Digest of logs and" \
		    "tables: $(sed -n 's/^digest: //p' "$dir/out")."
		echo
		echo "| what | how many |"
		echo "|---|---|"
		sed -n '/^---$/,/^digest/s/^\([^z-][^:]*\(: [a-z]*\)*\): \([0-9]*\)$/| \1 | \3 |/p' "$dir/out"
		echo
		echo "Reminders sent, by the zone they were sent in:"
		echo
		echo "| zone | reminders |"
		echo "|---|---|"
		sed -n 's/^zone \(.*\): \([0-9]*\)$/| \1 | \2 |/p' "$dir/out"
	} >"$what"
fi
echo "digest: $(sed -n 's/^digest: //p' "$dir/out")"
echo "simyear: $passed checks passed, $failed failed, seed $seed"
# For tools/check.sh, which adds up.
[ "$what" = small ] && echo "simyear: $passed passed, $failed failed"
[ "$failed" = 0 ]
