#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `make demo` and `make check` from a clean clone in a minimal Debian 12 root
# made by mmdebstrap, with the Node of Debian 12.  As root; takes long.
set -eu
cd "$(dirname "$0")/.."
command -v mmdebstrap >/dev/null || apt-get install -y -qq mmdebstrap >/dev/null
root=${ROOT:-$(mktemp -d)/root}
mkdir -p "$(dirname "$root")"
[ -d "$root/usr" ] || mmdebstrap --variant=minbase \
    --include=ca-certificates,make,git bookworm "$root" >&2
# What reaches this machine's package registries reaches them in there too.
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
cp -r /etc/apt/. "$root/etc/apt/"
for f in "$HOME/.npmrc" /etc/npmrc /usr/local/etc/npmrc; do
	[ -f "$f" ] && cp "$f" "$root/root/.npmrc"
done
if [ -d /usr/local/share/ca-certificates ]; then
	cp -r /usr/local/share/ca-certificates "$root/usr/local/share/"
	chroot "$root" update-ca-certificates >/dev/null 2>&1 || true
fi
rm -rf "$root/src"
git clone -q . "$root/src"
for d in proc sys dev; do mount --rbind /$d "$root/$d"; done
trap 'for d in proc sys dev; do umount -l "$root/$d"; done' EXIT
inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    ${https_proxy:+https_proxy=$https_proxy} ${http_proxy:+http_proxy=$http_proxy} sh -c "$1"; }
inside 'cd /src && (make demo >/tmp/demo.log 2>&1 & echo $! >/tmp/demo.pid)'
i=0
until inside 'grep -q "Mellom is ready" /tmp/demo.log'; do
	i=$((i + 1))
	[ $i -lt 600 ] || { inside 'tail -30 /tmp/demo.log'; echo "check-clean: make demo did not start"; exit 1; }
	sleep 2
done
echo "check-clean: make demo serves"
inside 'pkill -f "mellom demo" || true'
inside 'cd /src && make check'
