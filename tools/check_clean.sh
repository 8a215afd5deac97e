#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `make demo` and `make check` from a clean clone in a minimal Debian 12 root
# made by mmdebstrap, with the Node of Debian 12.  As root; takes long, and
# wants a quiet machine.
#
#	ROOT=DIR	keep the root there, use it again
#	ONLY=demo	stop when the demonstration is served
#	PORT=N		of the demonstration, and N + 1 (8080)
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "check-clean: needs root" >&2; exit 3; }
command -v mmdebstrap >/dev/null || apt-get install -y -qq mmdebstrap >/dev/null
port=${PORT:-8080}
if [ -n "${ROOT:-}" ]; then
	root=$ROOT
	mkdir -p "$(dirname "$root")"
else
	made=$(mktemp -d)
	root=$made/root
	trap 'rm -rf --one-file-system "$made"' EXIT
fi
[ -d "$root/usr" ] || mmdebstrap --variant=minbase \
    --include=ca-certificates,make,git bookworm "$root" >&2
# What reaches this machine's package registries reaches them in there too.
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
rm -f "$root/etc/apt/sources.list"
cp -r /etc/apt/. "$root/etc/apt/"
for f in "$HOME/.npmrc" /etc/npmrc /usr/local/etc/npmrc; do
	[ ! -f "$f" ] || cp "$f" "$root/root/.npmrc"
done
if [ -d /usr/local/share/ca-certificates ]; then
	cp -r /usr/local/share/ca-certificates "$root/usr/local/share/"
	chroot "$root" update-ca-certificates >/dev/null 2>&1 || true
fi
rm -rf "$root/src"
git clone -q . "$root/src"
# Processes and mounts of its own: nothing is left behind, nothing of this
# machine is seen or ended.
inside() {
	unshare --mount --pid --fork --kill-child --propagation private sh -c '
	    mount -t proc proc "$1/proc" && mount --rbind /sys "$1/sys" &&
	    mount --rbind /dev "$1/dev" || exit 3
	    exec chroot "$1" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 \
	    PATH=/usr/sbin:/usr/bin:/sbin:/bin PORT="$2" \
	    ${https_proxy:+https_proxy="$https_proxy"} \
	    ${http_proxy:+http_proxy="$http_proxy"} \
	    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt sh -c "$3"' \
	    sh "$root" "$port" "$1"
}
inside 'cd /src
	make demo PORT=$PORT ADMIN_PORT=$((PORT + 1)) >/tmp/demo.log 2>&1 &
	made=$!
	until grep -q "Mellom is ready" /tmp/demo.log; do
		kill -0 $made 2>/dev/null || { tail -30 /tmp/demo.log; exit 1; }
		sleep 2
	done' || { echo "check-clean: make demo did not start"; exit 1; }
echo "check-clean: make demo serves"
[ "${ONLY:-}" = demo ] || inside 'cd /src && make check'
