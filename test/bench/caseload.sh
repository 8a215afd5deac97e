#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The therapist's list in clinics of 10,000 and 100,000 patients.
#	CASE_BENCH=build/test/case_bench sh test/bench/caseload.sh RESULT.md
# CASE_DIR (5 GB) keeps the clinics for the next run.
set -eu
bench=${CASE_BENCH:-build/test/case_bench}
out=$1
looks=${LOOKS:-100}
rounds=${ROUNDS:-5}
dir=${CASE_DIR:-$(mktemp -d)}
[ -n "${CASE_DIR:-}" ] || trap 'rm -rf "$dir"' EXIT
for n in 10000 100000; do
	[ -d "$dir/$n/data" ] && continue
	mkdir -p "$dir/$n"
	"$bench" make "$dir/$n" $n test/bench/caseload.sql >&2
	"$bench" time 1 "$dir/$n" > /dev/null	# makes the summary
done
: > "$dir/rounds"
load=$(cut -d' ' -f1 /proc/loadavg)
i=0
while [ $i -lt "$rounds" ]; do
	"$bench" time "$looks" "$dir/10000" "$dir/100000" | tr '\n' ' ' |
	    tee -a "$dir/rounds" >&2
	echo >> "$dir/rounds"
	i=$((i + 1))
done
mid() {
	awk "{ print $1 }" "$dir/rounds" | sort -n |
	    awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}
{
	cat << END
# Caseload

\`make bench-caseload\` on $(date -u +%F), $(nproc) cores, SQLite, load of the machine before: $load. Two generated clinics (test/bench/caseload.sql: eight weeks of messages, homework, answers, scores, talks; 200 patients a therapist), therapists of both in turn, $rounds rounds of $looks. Processor time of a whole request for \`/list\` without the socket: session, rights, statements, names opened, page written. "First": no key of these patients is in memory; "again": within the minute. Medians in milliseconds.

| what | goal | 10,000 | 100,000 | exponent |
|---|---|---|---|---|
| first | <= 5; <= 0.20 | $(mid '$1') | $(mid '$3') | $(mid 'log($3 / $1) / log(10)') |
| again | <= 5; <= 0.20 | $(mid '$2') | $(mid '$4') | $(mid 'log($4 / $2) / log(10)') |

What the figures are made of: docs/caseload.md.

Round by round (first, again; 10,000 then 100,000):

END
	sed 's/^/    /' "$dir/rounds"
} > "$out"
