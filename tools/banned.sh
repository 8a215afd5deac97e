#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Functions that no object of ours may call, found with nm -u, and those that
# only base/ and the two database drivers and the transport may.  libcurl, the
# only way out, is called by two files of one room, and those by the worker.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
never='strcpy|strcat|strncpy|strncat|strtok|sprintf|vsprintf|atoi|atol|atoll|atof|gets|rand|srand|random|gmtime|localtime|mktime|time|system|popen|alloca|setlocale|tmpnam|mktemp'
alloc='malloc|calloc|realloc|free|strdup|strndup|asprintf|vasprintf'
fail=0
for o in $(find "$build/obj" -name '*.o' ! -path '*/test/*'); do
	hit=$(nm -u "$o" | sed 's/.* U //' | sed 's/@.*//' | grep -xE "$never" || true)
	if [ -n "$hit" ]; then
		echo "banned: $o calls $(echo $hit)"
		fail=1
	fi
	case "$o" in
	*/reminders/send*.o) ;;
	*)
		hit=$(nm -u "$o" | sed 's/.* U //' | sed 's/@.*//' | grep -E '^curl_' || true)
		[ -z "$hit" ] || { echo "banned: $o calls $(echo $hit)"; fail=1; }
		;;
	esac
	case "$o" in
	*/reminders/send*.o | */cmd_worker.o) ;;
	*)
		hit=$(nm -u "$o" | sed 's/.* U //' | grep -xE 'send_(letter|mail|sms|open|close)' || true)
		[ -z "$hit" ] || { echo "banned: $o may not send: $(echo $hit)"; fail=1; }
		;;
	esac
	case "$o" in
	*/base/* | */db/* | */http/server* | */programme/yaml* | */html/markdown.o | */vault/* | */embed_*) continue ;;
	esac
	hit=$(nm -u "$o" | sed 's/.* U //' | sed 's/@.*//' | grep -xE "$alloc" || true)
	if [ -n "$hit" ]; then
		echo "banned: $o allocates: $(echo $hit)"
		fail=1
	fi
done
exit $fail
