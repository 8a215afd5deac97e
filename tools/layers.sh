#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A room may include only rooms above its own line in src/LAYERS; nothing but
# gate.c, app.c, main.c, the commands and routes.c itself includes routes.h;
# nothing but http/server*.c includes the HTTP library.
set -eu
cd "$(dirname "$0")/.."
fail=0
seen=
while read -r room; do
	seen="$seen $room"
	for f in src/"$room"/*.c src/"$room"/*.h src/"$room"/*.html; do
		[ -f "$f" ] || continue
		for dep in $(sed -n -e 's/^#include "\([a-z]*\)\/.*/\1/p' \
		    -e 's/^{{ use "\([a-z]*\)\/.*/\1/p' "$f" | sort -u); do
			case " $seen " in
			*" $dep "*) ;;
			*)
				echo "layers: $f includes $dep/, which is not above $room"
				fail=1
				;;
			esac
		done
		if grep -q '^#include "\(routes\|gate\|app\|gate_page\)\.h"' "$f"; then
			echo "layers: $f reaches up to the program's own headers"
			fail=1
		fi
	done
done <src/LAYERS
for f in $(grep -rl '#include <microhttpd.h>' src || true); do
	case "$f" in
	src/http/server*) ;;
	*)
		echo "layers: $f includes the HTTP library"
		fail=1
		;;
	esac
done
for f in $(grep -rl '#include "routes.h"' src || true); do
	case "$f" in
	src/gate.c | src/gate_page.c | src/app.c | src/main.c | src/routes.c | src/cmd_*.c) ;;
	*)
		echo "layers: $f includes routes.h"
		fail=1
		;;
	esac
done
for d in src/*/; do
	d=${d#src/}
	grep -qx "${d%/}" src/LAYERS || {
		echo "layers: src/$d is not in src/LAYERS"
		fail=1
	}
done
exit $fail
