#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL for tests, on a unix socket alone.
#
#	export MELLOM_TEST_PG=$(test/pg.sh start DIR)	prints the address
#	test/pg.sh stop DIR				and removes DIR
#
# Without DIR start makes one: it is the host= of the address.  A server
# cannot run as root, so for root it runs as user postgres.  fsync is off:
# never for anything but tests.
set -eu
umask 077
bin=${PG_BIN:-/usr/lib/postgresql/15/bin}

fail() {
	echo "pg.sh: $*" >&2
	exit 1
}

as_server() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && exec setpriv --reuid postgres --regid postgres \
		    --init-groups env -i PATH="$PATH" LC_ALL=C HOME=/ "$@")
	else
		(cd / && exec env LC_ALL=C "$@")
	fi
}

start() {
	dir=${1:-$(mktemp -d /tmp/mellom-pg.XXXXXX)}
	case $dir in
	/*) ;;
	*) dir=$PWD/$dir ;;
	esac
	[ -x "$bin/initdb" ] || fail "no PostgreSQL in $bin (set PG_BIN)"
	# The path of a socket has 107 bytes at most.
	[ ${#dir} -lt 80 ] || fail "$dir is too long for a socket"
	mkdir -p "$dir"
	if [ "$(id -u)" = 0 ]; then
		chown postgres "$dir"
		chmod 755 "$dir"
	fi
	as_server "$bin/initdb" -D "$dir/data" -U mellom -A trust \
	    --encoding=UTF8 --locale=C --no-sync >"$dir/init.log" 2>&1 || {
		cat "$dir/init.log" >&2
		fail "initdb failed"
	}
	# /dev/shm may be small in containers.
	as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -s \
	    -o "-c listen_addresses='' -c unix_socket_directories='$dir' \
	    -c fsync=off -c max_connections=150 -c shared_buffers=32MB \
	    -c dynamic_shared_memory_type=mmap -c autovacuum=off" \
	    start >/dev/null || {
		cat "$dir/server.log" >&2
		fail "the server did not start"
	}
	echo "postgresql://mellom@/postgres?host=$dir"
}

stop() {
	dir=${1:?pg.sh: stop DIR}
	case $dir in
	/*) ;;
	*) dir=$PWD/$dir ;;	# the server's tools run elsewhere
	esac
	[ -f "$dir/data/PG_VERSION" ] || fail "$dir is none of mine"
	as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -w -s stop || :
	rm -rf "$dir"
}

case ${1:-} in
start) start "${2:-}" ;;
stop) stop "${2:-}" ;;
*) fail "usage: pg.sh start [DIR] | stop DIR" ;;
esac
