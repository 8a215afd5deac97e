#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The checks of the tree find what they are for: a faulty text or file each.
set -u
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0

# want 0|1 "message" COMMAND: its exit and a piece of what it says
want() {
	code=$1
	says=$2
	shift 2
	"$@" >"$dir/out" 2>&1
	got=$?
	if [ $got = "$code" ] && grep -qF -- "$says" "$dir/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED bites: $* (exit $got, wanted $code and: $says)"
		sed 's/^/    /' "$dir/out"
	fi
}

po() {
	printf '#: %s:1\nmsgid "%s"\nmsgstr "%s"\n' "$1" "$2" "$3" >"$dir/a.po"
}

po src/today/pages.c "This is overdue." "Dette venter."
want 1 'src/today/pages.c: "overdue"' sh tools/words.sh "$dir/a.po"
po src/today/pages.c "An exercise." "Leksen din."
want 1 '"Leksen" in "Leksen din."' sh tools/words.sh "$dir/a.po"
po src/today/today.html "Come later." "Kom senere, for senteret er stengt."
want 0 "1 texts" sh tools/words.sh "$dir/a.po"
po src/caseload/list.html "Overdue" "Forsinket"
printf '\n#: src/today/pages.c:1\nmsgid "Fine"\nmsgstr "Fint"\n' >>"$dir/a.po"
want 0 "0 faults" sh tools/words.sh "$dir/a.po"
# A text that both read counts as the patient's.
po "src/caseload/list.html:1 src/today/pages.c" "Missed" "Bort"
want 1 '"Missed"' sh tools/words.sh "$dir/a.po"
printf '#: src/today/pages.c:1\nmsgid ""\n"You are "\n"late"\nmsgstr "Å"\n' \
    >"$dir/a.po"
want 1 '"late" in "You are late"' sh tools/words.sh "$dir/a.po"
printf '#: src/a.c:1\nmsgid "%%1 day"\nmsgid_plural "%%1 due"\nmsgstr[0] "a"\n' \
    >"$dir/a.po"
printf 'msgstr[1] "%%1 frister"\n' >>"$dir/a.po"
want 1 '"due" in "%1 due"' sh tools/words.sh "$dir/a.po"
want 1 '"frister"' sh tools/words.sh "$dir/a.po"
: >"$dir/a.po"
want 255 "no texts" sh tools/words.sh "$dir/a.po"

spdx='/* SPDX-License-Identifier: Apache-2.0 */'
c() {
	printf '%s\n' "$spdx" "$@" >"$dir/a.c"
}
c 'int' 'main(void)' '{' '	return 0;' '}'
want 0 "0 faults" sh tools/style.sh "$dir/a.c"
c 'static int one(void)' '{' '}'
want 1 "return type" sh tools/style.sh "$dir/a.c"
c '	x ' 
want 1 "a blank" sh tools/style.sh "$dir/a.c"
c '        x();'
want 1 "indented with blanks" sh tools/style.sh "$dir/a.c"
c "									12345678x"
want 1 "81 columns" sh tools/style.sh "$dir/a.c"
c "									ååååååå."
want 0 "0 faults" sh tools/style.sh "$dir/a.c"
c 'typedef struct x x;'
want 1 "typedef" sh tools/style.sh "$dir/a.c"
c '	// no'
want 1 "// comment" sh tools/style.sh "$dir/a.c"
c 'int' 'main(void)' '{' "$(yes '	x();' | head -66)" '}'
want 0 "0 faults" sh tools/style.sh "$dir/a.c"
c 'int' 'main(void)' '{' "$(yes '	x();' | head -68)" '}'
want 1 "a function of 71 lines" sh tools/style.sh "$dir/a.c"
c "$(yes ';' | head -600)"
want 1 "601 lines" sh tools/style.sh "$dir/a.c"
cp "$dir/a.c" "$dir/a.h"
want 1 "no #pragma once" sh tools/style.sh "$dir/a.h"
want 1 "at most 150" sh tools/style.sh "$dir/a.h"
echo 'int x;' >"$dir/a.c"
want 1 "no SPDX" sh tools/style.sh "$dir/a.c"

echo "bites: $passed passed, $failed failed"
[ $failed = 0 ]
