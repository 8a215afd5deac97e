#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs the named tests of build/thread/ and a server under eight clients that
# is killed twice: no thread may touch what another one writes.  Timing tests
# of the transport need a quiet machine; what counts here is the reports.
set -u
cd "$(dirname "$0")/.."
logs=build/thread/reports
rm -rf "$logs"
mkdir -p "$logs"
export TSAN_OPTIONS="log_path=$PWD/$logs/r exitcode=0 second_deadlock_stack=1"
fail=0
for t in "$@"; do
	build/thread/test/"$t" 2>"$logs/$t.err" || echo "tsan: $t: a test failed (see above)"
done
MELLOM=build/thread/mellom build/test/ack kill 2 || fail=1
n=$(cat "$logs"/r.* 2>/dev/null | grep -c '^SUMMARY: ThreadSanitizer')
cat "$logs"/r.* 2>/dev/null | grep '^SUMMARY: ThreadSanitizer' | sort | uniq -c
[ "$n" = 0 ] || fail=1
echo "tsan: $n reports of races"
exit $fail
