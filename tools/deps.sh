#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What building (and with `test`, testing) needs, installed on Debian 12; on
# another system the names are told.  Quiet when everything is there.
set -eu
build="gcc make pkg-config libmicrohttpd-dev libsqlite3-dev libpq-dev libsodium-dev
 libcmark-dev libfyaml-dev libjansson-dev libzxcvbn-dev libcurl4-openssl-dev
 libhunspell-dev libstdc++-12-dev gettext tzdata nodejs npm brotli"
tests="clang clang-tidy cppcheck libclang-rt-14-dev sqlite3 postgresql chromium
 universal-ctags hunspell-no hunspell-en-gb xfsprogs procps curl openssl python3 python3-aiosmtpd"
want=$build
[ "${1:-build}" = test ] && want="$build $tests"
# A command that is there need not come from a package (nodejs by hand).
have() {
	case "$1" in
	nodejs) command -v node >/dev/null 2>&1 ;;
	npm) command -v npm >/dev/null 2>&1 ;;
	*) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
	esac
}
if ! command -v apt-get >/dev/null 2>&1; then
	for tool in gcc pkg-config msgfmt node npm brotli; do
		command -v $tool >/dev/null 2>&1 || missing="${missing:-} $tool"
	done
	for lib in libmicrohttpd sqlite3 libpq libsodium libcmark libfyaml jansson libcurl hunspell; do
		pkg-config --exists $lib 2>/dev/null || missing="${missing:-} $lib"
	done
	[ -z "${missing:-}" ] && exit 0
	echo "This is not a Debian system. Please install:$missing" >&2
	echo "(and libzxcvbn with its header), then run make again." >&2
	exit 3
fi
missing=
for p in $want; do
	have "$p" || missing="$missing $p"
done
[ -z "$missing" ] && exit 0
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
if [ -n "$sudo" ] && ! command -v sudo >/dev/null 2>&1; then
	echo "Please install as root: apt-get install$missing" >&2
	exit 3
fi
echo "Installing:$missing" >&2
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
