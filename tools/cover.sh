#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the tests of build/cover/ and adds up the lines they ran (gcov), room
# by room; build/cover/lines.txt has each file, least covered first.
set -u
cd "$(dirname "$0")/.."
for t in build/cover/test/test_* build/cover/test/web_*; do
	[ -x "$t" ] && [ -f "$t" ] || continue
	"$t" 2>/dev/null | tail -1
done
find build/cover/obj -name '*.gcno' ! -path '*/test/*' ! -name 'views.gcno' \
    ! -name 'embed_*' | while read -r f; do
	(cd build/cover && gcov -n -o "../../$(dirname "$f")" \
	    "../../$f" 2>/dev/null)
done | awk '
	/^File / { file = $2; gsub("\x27", "", file); sub(".*/src/", "src/", file) }
	/^Lines executed:/ && file ~ /^src\/.*\.c$/ {
		sub("Lines executed:", ""); sub("%", "", $1)
		if ($3 + 0 > n[file] + 0) { n[file] = $3; pc[file] = $1 }
		file = ""
	}
	END { for (f in n) printf "%6.2f %5d %s\n", pc[f], n[f], f }' |
    sort -n >build/cover/lines.txt
awk '{ split($3, p, "/"); room = p[3] == "" ? "(top)" : p[2]
	n[room] += $2; hit[room] += $1 * $2 / 100; all += $2; got += $1 * $2 / 100 }
	END { for (r in n) printf "| %s | %d | %.1f |\n", r, n[r], 100 * hit[r] / n[r]
	if (all) printf "| all | %d | %.1f |\n", all, 100 * got / all }' \
    build/cover/lines.txt | sort
