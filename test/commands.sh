#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The command line as an operator meets it: what works, and what is refused
# with a cause, a way out and a code.
#
#	test/commands.sh		MELLOM=build/mellom
#
# MELLOM_TEST_PG is the address of a PostgreSQL server for tests, where
# databases may be made; without it test/pg.sh starts one.
set -u
umask 077
cd "$(dirname "$0")/.."
root=$PWD
m=${MELLOM:-build/mellom}
case $m in /*) ;; *) m=$root/$m ;; esac
t=$(mktemp -d /tmp/mellom-cmd.XXXXXX)
passed=0
failed=0
served=
writer=
pg_mine=

finish() {
	[ -z "$writer" ] || kill "$writer" 2>/dev/null
	[ -z "$served" ] || kill "$served" 2>/dev/null
	[ -z "$pg_mine" ] || sh "$root/test/pg.sh" stop "$pg_mine" 2>/dev/null
	umount "$t/small" 2>/dev/null
	rm -rf "$t"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

told() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
		echo "ok      $2"
	else
		failed=$((failed + 1))
		echo "FAILED  $2"
		sed 's/^/        /' "$t/out" | tail -12
	fi
}

# is WORDS CODE COMMAND...: runs it; its output is kept in $t/out.
is() {
	words=$1
	want=$2
	shift 2
	"$@" >"$t/out" 2>&1 </dev/null
	got=$?
	[ $got = "$want" ]
	told $? "$words (code $got, wanted $want)"
}

# says WORDS PATTERN: the last command said it.
says() {
	grep -qE -- "$2" "$t/out"
	told $? "$1"
}

# holds WORDS COMMAND...: the command succeeds.
holds() {
	words=$1
	shift
	"$@" >/dev/null 2>&1
	told $? "$words"
}

sql() {
	sqlite3 -batch "$@"
}

# The data of one clinic; no server has it open.
copy() {
	cp -R "$1" "$2"
}

newest() {
	ls -d "$1"/2*Z | tail -1
}

cd "$t"
db="--data d --key k"

# --- what is not understood ------------------------------------------------
is "no command" 2 "$m"
is "unknown command" 2 "$m" fly
says "an unknown command is named" "no command 'fly'"
is "help" 0 "$m" help
"$m" help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p' >commands
holds "help lists the commands" test "$(wc -l <commands)" -ge 14
for c in $(cat commands); do
	is "$c --help" 0 "$m" "$c" --help
	says "$c --help names its exit codes" "Exit: 0"
	grep -q "^\.SS $c" "$root/docs/man/mellom.1"
	told $? "$c is in the manual page"
	[ "$c" = version ] ||
		is "$c: unknown option" 2 "$m" "$c" --no-such-option 1
done
is "an option without its value" 2 "$m" doctor --data
for c in serve "content load x" "user list" "audit verify" "backup x" doctor \
    "export homework --csv --out xx"; do
	is "$c: no place named" 2 "$m" $c --key k
	is "$c: no key named" 2 "$m" $c --data d
done

# --- what docs/authors.md says, done letter for letter ----------------------
fenced() {	# the Nth block after the fence that begins so
	awk -v fence="$1" -v end="$2" -v want="$3" '!on && $0 == fence {
	    on = ++n == want; next } on && $0 == end { exit } on' \
	    "$root/docs/authors.md"
}
fenced '```sh' '```' 1 >begin.sh
holds "authors: the copy to begin with" env "t=$t" sh -c \
    'cd "$0" && sed "s,my-folder,$t/my-folder,g" "$t/begin.sh" | sh -e' "$root"
p=my-folder/programmes/sleep
mkdir -p $p/chapters/01-night $p/chapters/02-day $p/texts
fenced '```yaml' '```' 1 >$p/programme.yaml
fenced '````markdown' '````' 1 >$p/chapters/01-night/en.md
printf '# What the day does\n\n## Light\nGo out in the morning.\n' \
    >$p/chapters/02-day/en.md
cp "$root/programmes/work-focused/texts/crisis.en.md" $p/texts/
is "authors: what it shows passes the check" 0 "$m" check my-folder
says "authors: without a warning" "^0 errors, 0 warnings"
is "authors: the preview" 0 "$m" content preview my-folder --lang en
is "a preview in a language there is none of" 2 "$m" content preview \
    my-folder --lang english
is "the folder inside the folder" 3 "$m" check my-folder/programmes
says "it says which folder" "Name the folder in which"
rm my-folder/programmes/spelling.nb.txt
is "authors: without the list of words" 0 "$m" check my-folder
says "the list that is not there is told" \
    "spelling.nb.txt:1:1: warning: this list .* copy of the program's own"

# --- init -------------------------------------------------------------------
is "init" 0 "$m" init $db --name "Nordby DPS" --login ann@example.org
says "init gives the link of the administrator" "/i/[0-9a-f]{64}"
says "init tells the fingerprint" "fingerprint: [0-9a-f]{16}"
holds "the key has mode 0400" test "$(stat -c %a k)" = 400
holds "the data folder has mode 0700" test "$(stat -c %a d)" = 700
cp d/mellom.db before
is "init twice is refused" 4 "$m" init $db --name Other --login b@example.org
says "init twice changes nothing" "nothing was changed"
holds "one clinic still" test "$(sql d/mellom.db 'SELECT count(*) FROM clinic')" = 1
is "init in an unknown zone" 2 "$m" init --data d9 --key k9 --name N \
    --login a@example.org --zone Mars/Base
says "the zone is named" "no time zone 'Mars/Base'"
is "init in a language there is none of" 2 "$m" init --data d9 --key k9 \
    --name N --login a@example.org --lang no
says "the language is named" "no language 'no'"
is "a name without quotes" 2 "$m" init --data d9 --key k9 \
    --name Nordby DPS --login a@example.org
says "the word too many is named" "'DPS' is one word too many"
holds "nothing was made of it" test ! -e d9 -a ! -e k9
for i in first second; do
	is "init while PostgreSQL is down, the $i time" 3 "$m" init --key k9 \
	    --db "postgresql:///none?host=$t/none" --data d9 --name N \
	    --login a@example.org
	says "the server is named, the $i time" "Cannot connect to PostgreSQL"
	holds "nothing is left of it" test ! -e d9 -a ! -e k9
done
for c in serve worker migrate demo routes; do
	is "$c: a word too many" 2 "$m" $c more
done
mv k k-lost
is "init beside a database whose key is lost" 4 "$m" init $db --name N \
    --login a@example.org
says "it says what to do" "Put back the copy"
holds "no new key lies in its place" test ! -e k
mv k-lost k
is "migrate" 0 "$m" migrate --data d
is "version" 0 "$m" version

# --- users --------------------------------------------------------------------
is "user add" 0 "$m" user add $db --name "Kari Nordmann" \
    --login Kari@Example.org --roles therapist,supervisor
says "user add gives a link" "http://127.0.0.1:8080/i/[0-9a-f]{64}"
is "user add: login taken" 1 "$m" user add $db --name Other \
    --login kari@example.org --roles therapist
is "user add: unknown role" 2 "$m" user add $db --name Other \
    --login o@example.org --roles patient
is "user list" 0 "$m" user list $db
says "user list shows names and roles" \
    "kari@example.org +Kari Nordmann +therapist supervisor"
is "user link" 0 "$m" user link kari@example.org $db
says "user link gives a link" "/i/[0-9a-f]{64}"
holds "the earlier link is revoked" test "$(sql d/mellom.db \
    'SELECT count(*) FROM invitation WHERE revoked_at IS NOT NULL')" = 1
is "user link: nobody of that name" 1 "$m" user link ola@example.org $db
is "the last administrator stays" 4 "$m" user end ann@example.org $db
copy d older
is "user add, administrator" 0 "$m" user add $db --name "Per Hansen" \
    --login 91234567 --roles administrator
is "user end, by another form of the number" 0 \
    "$m" user end "+47 912 34 567" $db
is "user list after" 0 "$m" user list $db
says "the ended one is marked" "Per Hansen .*\(ended\)"
is "no link for an ended account" 1 "$m" user link 91234567 $db
holds "commands are in the audit" test "$(sql d/mellom.db "SELECT count(*)
    FROM audit WHERE action IN ('account.make', 'account.end',
    'invitation.make') AND role = 'command'")" = 6
is "audit verify" 0 "$m" audit verify $db
is "audit actions" 0 "$m" audit actions
says "audit actions has those of the routes" "^message.send$"
# Every word that stands beside its writing in the source.
holds "audit actions has those of the rooms" test -z "$(cd "$root" &&
    grep -rhoE '(care_audit\(|\.action = |(VARIANT|COURSE)_[A-Z]+\] = ).*' \
    src --include=*.c | grep -oE '"[a-z]+\.[a-z-]+"' | tr -d '"' | sort -u |
    grep -vxF -f "$t/out")"

# --- export -------------------------------------------------------------------
is "export: of what" 2 "$m" export --csv --out x1 $db
is "export: no --csv" 2 "$m" export homework --out x1 $db
is "export: no --out" 2 "$m" export homework --csv $db
is "export: no day" 2 "$m" export homework --csv --out x1 --from soon $db
is "export: the last day first" 2 "$m" export homework --csv --out x1 \
    --from 2026-02-01 --to 2026-01-01 $db
holds "nothing was made" test ! -e x1
is "export of a clinic without patients" 0 "$m" export homework --csv \
    --out x1 $db
says "export tells the rows" "x1/assignments.csv: 0 rows"
holds "the folder is closed to others" test "$(stat -c %a x1)" = 700
holds "four files, closed to others" test "$(stat -c %a x1/*.csv | sort |
    uniq -c | tr -s ' ')" = " 4 600"
holds "no half file is left" test -z "$(ls x1 | grep -v 'csv$')"
holds "the codebook has a line a column" test "$(tail -n +2 x1/codebook.csv |
    wc -l)" = "$(cat x1/assignments.csv x1/reports.csv x1/entries.csv |
    tr ',' '\n' | wc -l)"
is "export into a folder with files" 4 "$m" export homework --csv --out x1 $db
says "a way out is told" "not there yet"
mkdir x2
is "export into an empty folder" 0 "$m" export homework --csv --out x2 \
    --from 2026-01-01 --to 2026-12-31 $db
echo x >x3
is "export onto a file" 4 "$m" export homework --csv --out x3 $db
is "export where nothing can be made" 3 "$m" export homework --csv \
    --out nowhere/x $db
holds "exports are in the audit" test "$(sql d/mellom.db "SELECT count(*)
    FROM audit WHERE action = 'export.homework' AND role = 'command'")" = 3
is "audit verify after exports" 0 "$m" audit verify $db

# --- keys ----------------------------------------------------------------------
"$m" init --data other --key ko --name Other --login o@example.org >/dev/null 2>&1
is "another key" 3 "$m" user list --data d --key ko
says "another key: a clear message" "key"
is "no such key file" 3 "$m" user list --data d --key nothing
says "no such key file: a way out" "copy that was kept"
cp k loose && chmod 0644 loose
is "a key file others may read" 3 "$m" user list --data d --key loose
says "a loose key file: a way out" "chmod 0400"
echo nonsense >bad && chmod 0400 bad
is "a key file without a key" 3 "$m" user list --data d --key bad
cp k d/inside
is "a key file inside the data" 3 "$m" user list --data d --key d/inside
rm -f d/inside
is "no such data folder" 3 "$m" user list --data nowhere --key k

# --- versions, demo, addresses ----------------------------------------------
copy d newer
sql newer/mellom.db "INSERT INTO migration VALUES (9000, '9000-x.sql', 'x', 1)"
for c in migrate doctor; do
	is "$c refuses a newer database" 3 "$m" $c --data newer --key k
	says "$c tells that it is newer" "newer"
done
is "serve refuses a newer database" 3 "$m" serve --data newer --key k --port 0
copy d earlier
sql earlier/mellom.db "DELETE FROM migration
    WHERE number = (SELECT max(number) FROM migration)"
is "serve refuses an older database" 3 "$m" serve --data earlier --key k --port 0
says "an older database: a way out" "mellom migrate"
copy d demo
sql demo/mellom.db "UPDATE clinic SET demo = 1"
is "serve refuses a demonstration" 4 "$m" serve --data demo --key k --port 0
says "a demonstration is named" "demonstration"
is "demo refuses a real clinic" 4 "$m" demo --data d --key k --port 0
is "demo makes no key beside a database" 4 "$m" demo --data demo --port 0
says "the missing key is named" "key file demo.key is missing"
is "demo left no key" 1 [ -e demo.key ]
is "a public address without a proxy" 4 "$m" serve $db --address 0.0.0.0
says "a public address: why" "TLS"
is "a port that is none" 2 "$m" serve $db --port 99999

# --- content --------------------------------------------------------------------
mkdir content && cp -R "$root/programmes" "$root/instruments" content/
is "a load that leaves a programme out" 0 "$m" content load my-folder $db
says "it is told" "note: \".+\" .w-icbt. is not in it"
is "and all in again" 0 "$m" content load content $db
bundle=$(sql d/mellom.db "SELECT hex(bundle) FROM content_active")
is "content load" 0 "$m" content load content $db
is "a preview for authors" 0 "$m" content preview content --lang nb
says "all chapters, tasks and templates in Norwegian" "Noe å prøve:"
says "closed as a page is" "</html>"
is "a preview of nothing" 3 "$m" content preview nowhere
is "a preview of what" 2 "$m" content preview
# Wording that we may not pass on, typed in by the clinic; made up here.
mkdir own
{
	printf 'instrument: rtwse\nversion: 1\nsource: none\nconfirmed: a test\nitems:\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11; do echo "  q$i: Test item $i"; done
	echo scale:
	for i in 1 2 3 4 5 6; do echo "  $i: Test answer $i"; done
} >own/rtwse.nb.yaml
is "content texts" 0 "$m" content texts own $db
mkdir content/local && cp own/rtwse.nb.yaml content/local/
is "a check with supplied texts" 0 "$m" check content
says "supplied in Norwegian" "rtwse in Norsk bokmål: texts supplied"
says "and not in English" "rtwse in English: texts not supplied"
echo "  q12: Test item 12" >>own/rtwse.nb.yaml
is "a text too many is refused" 1 "$m" content texts own $db
says "with its line" "local/rtwse.nb.yaml:[0-9]+:[0-9]+: error"
is "texts from nowhere" 3 "$m" content texts nowhere $db
mkdir nothing
is "texts from an empty folder" 1 "$m" content texts nothing $db
rm -r content/local
is "content load keeps them" 0 "$m" content load content $db
says "and says so" "local/rtwse.nb.yaml: kept from before"
bundle=$(sql d/mellom.db "SELECT hex(bundle) FROM content_active")
y=$(find content/instruments -name '*.yaml' | sort | head -1)
printf 'id: [broken\n' >"$y"
is "broken content is refused" 1 "$m" content load content $db
says "with file and line" "\.yaml:[0-9]+:[0-9]+: error"
holds "the old content stays" test "$bundle" = \
    "$(sql d/mellom.db "SELECT hex(bundle) FROM content_active")"

# --- serve, and a backup while others write ----------------------------------
"$m" serve $db --port 0 --admin-port 0 >served.log 2>&1 &
served=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q "is ready" served.log && break
	sleep 0.5
done
port=$(sed -n 's/.*127.0.0.1:\([0-9]*\) .*/\1/p' served.log)
[ -n "$port" ]
told $? "serve is ready"
is "a port in use" 3 "$m" serve --data other --key ko --port "${port:-1}" \
    --admin-port 0
says "a port in use is named" "in use"
(
	i=0
	while [ $i -lt 60 ]; do
		i=$((i + 1))
		"$m" user add $db --name "Person $i" --login "p$i@example.org" \
		    --roles therapist >/dev/null 2>&1
	done
) &
writer=$!
for i in 1 2 3; do
	is "backup $i while others write" 0 "$m" backup b $db
done
says "a backup tells that it was read back" "read back and found whole"
wait "$writer"
writer=
holds "each run made a generation" test "$(ls -d b/2*Z | wc -l)" = 3
holds "nothing half made is left" sh -c '! ls b | grep -q partial'
holds "the folder is closed to others" test "$(stat -c %a b)" = 700
kill "$served"
wait "$served"
told $? "serve stops by a signal with code 0"
served=
grep -aq "Person 1" -r b d
[ $? = 1 ]
told $? "no name stands in clear in backup or data"

for g in b/2*Z; do
	is "restore of $(basename "$g")" 0 "$m" restore "$g" --data "r$$" --key k
	is "its audit" 0 "$m" audit verify --data "r$$" --key k
	rm -rf "r$$"
done

# --- restore ---------------------------------------------------------------------
cp b/keys/keys.rows keys.before
is "an account more" 0 "$m" user add $db --name "Siri Lund" \
    --login siri@example.org --roles therapist
is "backup" 0 "$m" backup b $db
g=$(newest b)
is "restore into an empty place" 0 "$m" restore b --data r --key k
says "the newest generation is taken" "$(basename "$g")"
is "the restored clinic" 0 "$m" user list --data r --key k
says "names are there again" "Kari Nordmann"
is "the same accounts" 0 "$m" user list $db
"$m" user list --data r --key k >list.r 2>/dev/null
"$m" user list $db >list.d 2>/dev/null
holds "the lists are the same" cmp list.r list.d
ls r >r.before
is "restore over it is refused" 4 "$m" restore b --data r --key k
ls r >r.after
holds "nothing was changed" cmp r.before r.after
mkdir full && touch full/file
is "restore into a folder with a file" 4 "$m" restore b --data full --key k
holds "the file is alone" test "$(ls full)" = file
is "restore with another key" 4 "$m" restore b --data r2 --key ko
says "both keys are told apart" "another key|was made with"
holds "nothing was made" test ! -e r2
is "restore without a key file" 3 "$m" restore b --data r2 --key nothing
is "restore of nothing" 3 "$m" restore nowhere --data r2 --key k

# broken WORDS FOLDER: must be refused, and leave nothing.
broken() {
	is "$1" 3 "$m" restore "$2" --data r2 --key k
	holds "$1: nothing was made" test ! -e r2
}
spoil() {
	rm -rf x
	cp -R b x
	xg=$(newest x)
}
spoil
printf X | dd of="$xg/data/account.rows" bs=1 seek=300 conv=notrunc 2>/dev/null
broken "a byte altered" x
says "the file is named" "account.rows"
spoil
truncate -s -40 "$xg/data/audit.rows"
broken "a file cut off" x
spoil
rm "$xg/data/message.rows"
broken "a file missing" x
spoil
cp "$xg/data/answer.rows" "$xg/data/alert.rows"
broken "a file in the place of another" x
spoil
printf X | dd of="$xg/MANIFEST" bs=1 seek=60 conv=notrunc 2>/dev/null
broken "a damaged manifest" "$xg"
spoil
rm x/keys/keys.rows
broken "no keys" x
spoil
printf X | dd of=x/keys/keys.rows bs=1 seek=200 conv=notrunc 2>/dev/null
broken "damaged keys" x
spoil
cp keys.before x/keys/keys.rows
broken "keys older than the generation" x
says "older keys: a way out" "Copy the folder of keys again"
spoil
rm "$xg/MANIFEST"
broken "a backup that was not finished" "$xg"
# Whoever alters a backup can make plain hashes anew, but not the seal.
spoil
sed -e '/^end /d' -e 's/^program .*/program 0.1.1/' "$xg/MANIFEST" >forged
printf 'end %s\n' "$(b2sum -l 256 forged | cut -d' ' -f1)" >>forged
cp forged "$xg/MANIFEST"
broken "a forged manifest" "$xg"
says "forgery is told from damage" "does not have the key"
spoil
sed -e '/^end /d' -e 's/^database .*/database 9000/' "$xg/MANIFEST" >forged
printf 'end %s\n' "$(b2sum -l 256 forged | cut -d' ' -f1)" >>forged
cp forged "$xg/MANIFEST"
broken "a backup of a newer program" "$xg"
says "a newer program is named" "newer Mellom"

# --- what would put backups at risk ---------------------------------------------
is "another clinic's folder" 4 "$m" backup b --data other --key ko
says "another clinic's folder: a way out" "folder of its own"
is "keys older than those in the folder" 4 "$m" backup b --data older --key k
says "older keys: why" "newer"
holds "no generation was added" test "$(newest b)" = "$g"
mkdir withkey && cp k withkey/k && chmod 0400 withkey/k
is "the key in the backup's folder" 4 "$m" backup withkey --data d \
    --key withkey/k
is "a backup inside the data" 4 "$m" backup d/b $db
rm -rf d/b
is "a folder that cannot be" 3 "$m" backup k/b $db
mkdir small
if mount -t tmpfs -o size=64k mellom small 2>/dev/null; then
	is "a full disk" 3 "$m" backup small/b $db
	holds "nothing half made is left on it" sh -c '! ls small/b | grep -q 2'
	umount small
fi
is "doctor with the backup" 0 "$m" doctor b $db
says "the backup is looked at" "fine  newest backup: sealed"
# An erased person: unreadable in the older generation too.
copy d erased
sql erased/keys.db "UPDATE owner_key SET wrapped = NULL, erased_at = 1
    WHERE owner = (SELECT max(owner) FROM owner_key)"
is "backup after an erasure" 0 "$m" backup b --data erased --key k
is "the older generation, after it" 0 "$m" restore "$g" --data r3 --key k
holds "the erased key stays erased" test "$(sql r3/keys.db \
    'SELECT count(*) FROM owner_key WHERE wrapped IS NULL')" = 1
is "an erased key does not come back" 4 "$m" backup b $db

# --- audit and doctor -------------------------------------------------------------
is "doctor" 0 "$m" doctor $db
says "doctor says so" "^Fine"
is "doctor with a backup of a copy that went its own way" 1 \
    "$m" doctor b $db
says "it sees that the audit forked" "LOOK  the audit goes on"
chmod 0755 d
is "doctor: a folder open to others" 1 "$m" doctor $db
says "doctor: a way out" "chmod 0700"
chmod 0700 d
is "doctor: no backup there" 1 "$m" doctor full $db
is "doctor: a demonstration" 1 "$m" doctor --data demo --key k
is "migrate again" 0 "$m" migrate --data demo --key k
"$m" doctor --data demo --key k >"$t/out" 2>&1
says "doctor: the lists are made at the next start" "summed up anew"
sql r/mellom.db "UPDATE audit SET action = 'message.send' WHERE seq = 3"
is "audit verify finds an altered row" 1 "$m" audit verify --data r --key k
says "the row is named" "row 3: altered"
is "doctor finds it too" 1 "$m" doctor --data r --key k
sql r3/mellom.db "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"
is "audit verify finds a row cut off" 1 "$m" audit verify --data r3 --key k
dd if=/dev/urandom of=older/mellom.db bs=4096 seek=20 count=10 conv=notrunc \
    2>/dev/null
"$m" doctor --data older --key k >"$t/out" 2>&1
[ $? != 0 ]
told $? "doctor finds a damaged file"
# blot FILE TABLE: noise in the place of the table's last page.
blot() {
	dd if=/dev/urandom of="$1" bs=4096 count=1 conv=notrunc 2>/dev/null \
	    seek=$(($(sql "$1" "SELECT max(pageno) FROM dbstat
	    WHERE name = '$2'") - 1))
}
copy d blot1
blot blot1/mellom.db audit
is "doctor: a damaged table" 1 "$m" doctor --data blot1 --key k
says "doctor: where it is damaged" "^        .*[Pp]age [0-9]+"
holds "doctor: no advice to make a clinic there" sh -c \
    "! grep -q 'mellom init' $t/out"
copy d blot2
blot blot2/keys.db owner_key
is "doctor: damaged keys" 1 "$m" doctor --data blot2 --key k
says "doctor: the keys are named" "LOOK  the keys are whole"
# One row, on a page that is whole: a therapist's.
copy d blot3
one=$(sql blot3/mellom.db "SELECT lower(hex(account_id)) FROM account_role
    WHERE role = 'therapist' ORDER BY 1 LIMIT 1")
sql blot3/keys.db "UPDATE owner_key SET wrapped = zeroblob(72)
    WHERE owner = x'$one'"
is "doctor: one key that does not open" 1 "$m" doctor --data blot3 --key k
says "doctor: whose it is" "^        $one"
is "the others are listed" 0 "$m" user list --data blot3 --key k
says "it too" "unreadable: $one"
# The way back in docs/operator.md.
sql blot3/keys.db "ATTACH 'd/keys.db' AS r; UPDATE owner_key SET
    version = k.version, wrapped = k.wrapped FROM r.owner_key AS k
    WHERE k.owner = owner_key.owner AND k.erased_at IS NULL
    AND lower(hex(k.owner)) LIKE '$(echo "$one" | cut -c1-8)%'"
"$m" doctor --data blot3 --key k >"$t/out" 2>&1
says "the key is back" "fine  owners' keys: [0-9]+ open, 0 erased, 0 do not"

# --- the other engine --------------------------------------------------------------
pg=${MELLOM_TEST_PG:-}
if [ -z "$pg" ] && pg=$(sh "$root/test/pg.sh" start 2>"$t/out"); then
	pg_mine=${pg##*host=}
fi
if [ -n "$pg" ] && command -v psql >/dev/null; then
	name=mellom_cmd_$$
	psql "$pg" -qc "CREATE DATABASE $name TEMPLATE template0
	    ENCODING 'UTF8' LOCALE 'C'" >"$t/out" 2>&1
	told $? "a database on PostgreSQL"
	uri=$(echo "$pg" | sed "s,\(//[^/]*/\)[^?]*,\1$name,")
	is "SQLite's backup with another key" 4 "$m" restore "$g" \
	    --db "$uri" --key ko
	is "SQLite's backup into PostgreSQL" 0 "$m" restore "$g" --db "$uri" \
	    --key k
	is "again is refused" 4 "$m" restore "$g" --db "$uri" --key k
	is "its users" 0 "$m" user list --db "$uri" --key k
	says "names are there" "Kari Nordmann"
	is "its audit" 0 "$m" audit verify --db "$uri" --key k
	is "doctor on PostgreSQL" 0 "$m" doctor --db "$uri" --key k
	is "export on PostgreSQL" 0 "$m" export homework --csv --out xp \
	    --db "$uri" --key k
	is "its audit is sealed" 0 "$m" audit verify --db "$uri" --key k
	is "user add on PostgreSQL" 0 "$m" user add --db "$uri" --key k \
	    --name New --login new@example.org --roles therapist
	is "PostgreSQL's backup" 0 "$m" backup bp --db "$uri" --key k
	is "PostgreSQL's backup into SQLite" 0 "$m" restore bp --data r4 --key k
	is "its audit, back" 0 "$m" audit verify --data r4 --key k
	is "and the way on" 0 "$m" backup bq --data r4 --key k
	# The same rows give the same bytes, whatever the engine.
	grep -vE '^table audit|^(made|engine|audit|seal|end) ' \
	    "$(newest bp)/MANIFEST" >one
	grep -vE '^table audit|^(made|engine|audit|seal|end) ' \
	    "$(newest bq)/MANIFEST" >two
	holds "both engines wrote the same bytes" cmp one two
	psql "$pg" -qc "DROP DATABASE $name" >/dev/null 2>&1
	# A row that comes out different: no clinic stands there afterwards.
	psql "$pg" -qc "CREATE DATABASE $name TEMPLATE template0
	    ENCODING 'UTF8' LOCALE 'C'" >"$t/out" 2>&1
	psql "$uri" -q >"$t/out" 2>&1 <<-'E'
	CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS
	    $$ BEGIN NEW.version := NEW.version + 1; RETURN NEW; END $$;
	CREATE FUNCTION made() RETURNS event_trigger LANGUAGE plpgsql AS $$
	BEGIN
	    IF to_regclass('account') IS NOT NULL AND NOT EXISTS (SELECT 1
	        FROM pg_trigger WHERE tgname = 'other') THEN
	        CREATE TRIGGER other BEFORE INSERT ON account FOR EACH ROW
	            EXECUTE FUNCTION other();
	    END IF;
	END $$;
	CREATE EVENT TRIGGER made ON ddl_command_end
	    WHEN TAG IN ('CREATE INDEX', 'CREATE TABLE')
	    EXECUTE FUNCTION made();
	E
	is "a row that comes out different" 3 "$m" restore "$g" --db "$uri" \
	    --key k
	says "it is named" "Table account came out different"
	says "and what to do" "drop it and make a new one"
	holds "no clinic was kept" test "$(psql "$uri" -qAtc \
	    "SELECT count(*) FROM clinic")" = 0
	psql "$pg" -qc "DROP DATABASE $name" >/dev/null 2>&1
else
	echo "skipped: no PostgreSQL"
fi

echo "commands: $passed passed, $failed failed"
[ "$failed" = 0 ]
