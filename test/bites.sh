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

h() {
	printf '| no. | what | cause | control | test |\n|---|---|---|---|---|\n' \
	    >"$dir/a.md"
	printf '| H-01 | a | b | c | %s |\n' "$1" >>"$dir/a.md"
}
h 'test_reminders: friday_evening; `make ack`; web_faults'
want 0 "1 rows, 0 faults" sh tools/hazards.sh "$dir/a.md"
h 'test_reminders: friday_evening, no_such_thing'
want 1 "H-01: no test no_such_thing" sh tools/hazards.sh "$dir/a.md"
h 'test_nothing'
want 1 "no program test_nothing" sh tools/hazards.sh "$dir/a.md"
h ''
want 1 "H-01: no test" sh tools/hazards.sh "$dir/a.md"

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

# Spelling: a wrong word in each kind of file, one look at all of them.
mellom=${BUILD:-build}/mellom
at() {
	want 0 "$1: warning: spelling: \"$2\"" cat "$dir/told"
}
not() {
	want 0 "errors" sh -c '! grep -F "\"$1\"" "$2" && tail -1 "$2"' sh "$1" \
	    "$dir/told"
}
c=$dir/spell
cp -r test/corpus/tiny "$c"
p=$c/programmes/sleep
cat >"$p/chapters/one/nb.md" <<'END'
# Natta

## En siidde

Vi ses `kodde` på kognitivv.no, https://eksempel.no/feill og {navnn}.
Bare arbeids- og fritid, med PHQ-9 og &nbsp;10-minutters [lenke](feill.md).

```exercise
id: night
title: Natta di
why: Det hjelpper.
minutes: 5
smaller: Ett ord.
fields:
  - id: woke
    type: textarea
    label: Noe
    hint: >-
      En lang linje som
      er foldett her.
```

```example Eksempell
En tekst i et eksemppel.
```
END
sed -i 's/Se hvordan/Se hvorrdan/; s/Lys på/Lys påå/' "$p/programme.yaml"
printf '# Hjelp\n\nRing noen straxs.\n' >"$p/texts/crisis.nb.md"
sed -i 's/^title: .*/title: {nb: Minni, en: Minni two}/' "$c/instruments/mini.yaml"
mkdir -p "$c/programmes/lib/tasks/walk" "$c/lang"
cat >"$c/programmes/lib/library.yaml" <<'END'
library: lib
version: "1"
languages: [en]
title: {en: A lirbary}
tasks: [walk]
templates:
  - id: one
    kind: work
    title: {en: Title}
    text:
      en: |
        Hello {name}, you did
        it wunderfully.
END
cat >"$c/programmes/lib/tasks/walk/en.yaml" <<'END'
title: A walk
why: >-
  It helps you sleep, and
  it is esy. Farida's colour is Farida's.
steps: [Go out., Go hoome.]
plain:
  tiny: Stand in the dor.
END
printf 'Farida\n' >"$c/programmes/spelling.en.txt"
cat >"$c/lang/nb.x.po" <<'END'
msgid ""
msgstr ""
"Language: nbx\n"

msgid "A mesage"
msgstr ""
"En beskjedd\n"
"%1 til <a href=\"hreff\">deg</a>"
END
want 1 "errors" "$mellom" check "$c"
cp "$dir/out" "$dir/told"
f=programmes/sleep/chapters/one/nb.md
at $f:3:7 siidde
at $f:11:10 hjelpper
at $f:20:10 foldett
at $f:23:12 Eksempell
at $f:24:15 eksemppel
at programmes/sleep/programme.yaml:11:18 hvorrdan
at programmes/sleep/programme.yaml:28:19 påå
at programmes/sleep/texts/crisis.nb.md:3:11 straxs
at instruments/mini.yaml:3:13 Minni
at programmes/lib/library.yaml:4:15 lirbary
at programmes/lib/library.yaml:13:12 wunderfully
at programmes/lib/tasks/walk/en.yaml:4:9 esy
at programmes/lib/tasks/walk/en.yaml:5:21 hoome
at lang/nb.x.po:5:10 mesage
at lang/nb.x.po:7:5 beskjedd
want 0 '"mesage"; perhaps message' cat "$dir/told"
for w in kodde kognitivv feill navnn arbeids nbx hreff nbsp Farida "Farida's" \
    textarea PHQ-9; do
	not "$w"
done
printf 'b\na\n' >"$c/programmes/spelling.en.txt"
want 1 'spelling.en.txt:2:1: warning: "a" does not stand in order' \
    "$mellom" check "$c"
# Without a dictionary it says so once, and finds everything else.
want 0 "spelling of English was not checked" \
    env DICPATH="$dir" "$mellom" check .
want 0 "0 errors, 0 warnings" env DICPATH="$dir" "$mellom" check .

echo "bites: $passed passed, $failed failed"
[ $failed = 0 ]
