#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Measures a served demonstration and writes the table of performance.md for
# what exists: bench.sh FILE.  Everything compared is measured in turn, in
# rounds, and only ratios of the same round count.  What stands in FILE below
# the line "## What the profile says" is kept.
set -eu
out=$1
: "${MELLOM:=build/mellom}" "${LOAD:=build/test/load}" "${ROUNDS:=5}"
: "${SECONDS_EACH:=3}"
port=$((21000 + $$ % 5000 * 2))
site=$((port + 12000))
work=$(mktemp -d "${BENCH_DIR:-build}/bench-XXXXXX")
work=$(cd "$work" && pwd)
server=
nginx=
idle=
ulimit -n 8192 2>/dev/null || ulimit -n "$(ulimit -Hn)"

end() {
	for pid in $idle $server $nginx; do kill "$pid" 2>/dev/null || :; done
	wait 2>/dev/null || :
	rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

tell() { [ ! -t 2 ] || printf '%s\n' "$*" >&2; }
need() {
	command -v "$1" >/dev/null || {
		echo "bench: $1 is missing: apt-get install $2" >&2
		exit 1
	}
}
need wrk wrk
need nginx nginx-light

# Starts the server on the folder; sets server and up_ms.
serve() {
	set -- $("$LOAD" start $port "$MELLOM" demo --data "$work/data" \
	    --port $port --admin-port $((port + 1)))
	server=$1
	up_ms=$2
	[ "$server" -gt 0 ]
}
unserve() {
	kill "$server"
	while kill -0 "$server" 2>/dev/null; do sleep 0.05; done
	server=
}
nginx_start() {
	mkdir -p "$work/www" "$work/tmp"
	head -c 4096 /dev/zero | tr '\0' 'm' >"$work/www/page.html"
	chmod 755 "$work" "$work/www"
	cat >"$work/nginx.conf" <<-CONF
	worker_processes 2;
	daemon off;
	pid $work/nginx.pid;
	error_log $work/nginx.log;
	events { worker_connections 1024; }
	http {
		access_log off;
		sendfile on;
		tcp_nopush on;
		keepalive_requests 100000000;
		types { text/html html; }
		client_body_temp_path $work/tmp/1;
		proxy_temp_path $work/tmp/2;
		fastcgi_temp_path $work/tmp/3;
		uwsgi_temp_path $work/tmp/4;
		scgi_temp_path $work/tmp/5;
		server { listen 127.0.0.1:$site; root $work/www; }
	}
	CONF
	[ "$(id -u)" != 0 ] || sed -i '1i user root;' "$work/nginx.conf"
	nginx -e "$work/nginx.log" -p "$work" -c "$work/nginx.conf" &
	nginx=$!
	sleep 0.5
}
# rate PORT PATH COOKIE CLIENTS: requests a second, all of them 200.
rate() {
	wrk -t2 -c"$4" -d"${SECONDS_EACH}s" -H "Cookie: $3" \
	    "http://127.0.0.1:$1$2" >"$work/wrk"
	if grep -q 'Non-2xx' "$work/wrk"; then
		cat "$work/wrk" >&2
		exit 1
	fi
	awk '/^Requests\/sec/ { print $2 }' "$work/wrk"
}
anon_mb() {
	awk '/^RssAnon/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"
}
# Of a column of the rounds.
median() { awk -v c="$1" '{ print $c }' "$work/rounds" | middle; }
middle() {
	sort -n | awk '{ v[NR] = $1 } END {
		if (NR % 2) print v[(NR + 1) / 2]
		else print (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
# ratio A B: median over the rounds of column A over column B.
ratio() {
	awk -v a="$1" -v b="$2" '$b > 0 { print $a / $b }' "$work/rounds" |
	    middle | awk '{ printf "%.2f", $1 }'
}
spread() {
	awk -v a="$1" -v b="$2" '$b > 0 {
		r = $a / $b
		if (!n++ || r < lo) lo = r
		if (r > hi) hi = r
	} END { printf "%.2f-%.2f", lo, hi }' "$work/rounds"
}
say() { printf '%.0f' "$1"; }
verdict() {
	awk -v a="$1" -v b="$2" -v w="$3" 'BEGIN {
		ok = w == ">=" ? a >= b : a <= b
		print ok ? "yes" : "**no**"
	}'
}

tell "making the clinic"
serve
making_ms=$up_ms
unserve
: >"$work/starts"
for i in 1 2 3 4 5; do
	serve
	echo "$up_ms" >>"$work/starts"
	unserve
done
start_ms=$(middle <"$work/starts")
small_mb=$(du -sm "$work/data" | cut -f1)

tell "memory: 100 sessions, 1,000 idle connections"
serve
before_mb=$(anon_mb "$server")
"$LOAD" sign-in $port 100 "$work/sessions"
signed_mb=$(anon_mb "$server")
mkfifo "$work/hold"
"$LOAD" idle $port "$work/sessions" 1000 <"$work/hold" >"$work/idle" &
idle=$!
exec 9>"$work/hold"
while ! grep -q ready "$work/idle"; do
	kill -0 "$idle"
	sleep 0.1
done
sleep 1
idle_mb=$(anon_mb "$server")
exec 9>&-
wait "$idle"
idle=
"$LOAD" first $port >"$work/first"

kari=$(sed -n 1p "$work/sessions" | cut -d' ' -f1)
solveig=$(sed -n 3p "$work/sessions" | cut -d' ' -f1)
patient=$("$LOAD" place $port "$work/sessions" patient)
nginx_start

load_before=$(cut -d' ' -f1 /proc/loadavg)
: >"$work/rounds"
for round in $(seq "$ROUNDS"); do
	tell "pages, round $round of $ROUNDS"
	a=$(rate $site /page.html x=1 64)
	b=$(rate $port /today "$kari" 64)
	c=$(rate $port /e/ch1/map "$kari" 64)
	echo "$a $b $c" >>"$work/rounds"
done
cp "$work/rounds" "$work/pages"
nginx_rate=$(median 1); today_rate=$(median 2); map_rate=$(median 3)
today=$(ratio 2 1); today_s=$(spread 2 1)
map=$(ratio 3 1); map_s=$(spread 3 1)

: >"$work/rounds"
for round in $(seq "$ROUNDS"); do
	tell "submissions, round $round of $ROUNDS"
	a=$("$LOAD" raw "$work" 2)
	b=$("$LOAD" post $port "$work/sessions" 32 "$SECONDS_EACH")
	c=$("$LOAD" raw "$work" 2)
	d=$("$LOAD" post $port "$work/sessions" 128 "$SECONDS_EACH")
	e=$(rate $port "$patient" "$solveig" 32)
	echo "$a $c $b $d $e" |
	    awk '{ print ($1 + $2) / 2, $3, $7, $11, $4, $5, $8, $9 }' \
	    >>"$work/rounds"
done
raw_rate=$(median 1); p32=$(median 2); p128=$(median 3); page=$(median 4)
r32=$(ratio 2 1); r32_s=$(spread 2 1)
r128=$(ratio 3 1); r128_s=$(spread 3 1)
rpage=$(ratio 4 2); rpage_s=$(spread 4 2)
w32=$(median 5); w32_99=$(median 6); w128=$(median 7); w128_99=$(median 8)
load_after=$(cut -d' ' -f1 /proc/loadavg)
grown_mb=$(anon_mb "$server")
unserve

: >"$work/starts"
for i in 1 2 3; do
	serve
	echo "$up_ms" >>"$work/starts"
	unserve
done
start_big_ms=$(middle <"$work/starts")
big_mb=$(du -sm "$work/data" | cut -f1)
first_b=$(awk '$1 == "all" { print $2 }' "$work/first")
first_parts=$(awk '$1 != "all" { printf "%s%s %d%s", (n++ ? ", " : ""), $1,
    $2, ($4 == "" ? "" : " " $4) }' "$work/first")
profile=
[ ! -f "$out" ] || profile=$(sed -n '/^## What the profile says/,$p' "$out")

mkdir -p "$(dirname "$out")"
cat >"$work/bench.md" <<END
# Bench

\`make bench\` on $(date -u +%Y-%m-%d), $(nproc) cores ($(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)), $(. /etc/os-release; echo "$PRETTY_NAME"), SQLite, the demonstration's database. Load generators run on the same cores; rounds: $ROUNDS, each ${SECONDS_EACH} s; load of the machine before and after: $load_before, $load_after. Figures a second are medians, for orientation only; a ratio is the median of the ratios of each round (its range behind it). Goals: performance.md.

| what | goal | measured | reached |
|---|---|---|---|
| Today, signed in, 64 connections: against nginx static 4 KiB | >= 0.45 | $today ($today_s): $(say "$today_rate") against $(say "$nginx_rate") /s | $(verdict "$today" 0.45 '>=') |
| exercise page, the same | >= 0.45 | $map ($map_s): $(say "$map_rate") /s | $(verdict "$map" 0.45 '>=') |
| durable submissions (1 KiB, own sid, sealed, audited), 32 clients: against raw 4 KiB pwrite + fdatasync | >= 3 | $r32 ($r32_s): $(say "$p32") against $(say "$raw_rate") /s; p50 $w32, p99 $w32_99 ms | $(verdict "$r32" 3 '>=') |
| the same, 128 clients | >= 5 | $r128 ($r128_s): $(say "$p128") /s; p50 $w128, p99 $w128_99 ms | $(verdict "$r128" 5 '>=') |
| therapist's patient page (audited before it is sent), 32 connections: against submissions at 32 | >= 0.5 | $rpage ($rpage_s): $(say "$page") /s | $(verdict "$rpage" 0.5 '>=') |
| RssAnon, 100 sessions and 1,000 idle connections (each after a page) | <= 30 MB | $idle_mb MB; $before_mb at the start, $signed_mb after the sign-ins, $grown_mb after all of this | $(verdict "$idle_mb" 30 '<=') |
| bytes of a first visit (sign-in page, CSS, JS; without head lines) | <= 60 KB | $first_b: $first_parts | $(verdict "$first_b" 60000 '<=') |
| start to first answer | <= 200 ms (1 GB) | $start_ms ms on $small_mb MB; $start_big_ms ms on $big_mb MB after all of this; making the clinic: $(say "$making_ms") ms | $(verdict "$start_big_ms" 200 '<=') |

Pages, round by round (nginx, Today, exercise, a second):

$(sed 's/^/    /' "$work/pages")

Submissions, round by round (raw, 32 clients, 128 clients, patient page; then p50 and p99 in ms at 32, at 128):

$(sed 's/^/    /' "$work/rounds")
END
[ -z "$profile" ] || printf '\n%s\n' "$profile" >>"$work/bench.md"
cp "$work/bench.md" "$out"
cat "$out"
