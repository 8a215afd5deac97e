#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `mellom worker` as a process, against a real mail server (aiosmtpd, with
# STARTTLS and sign-in) and a gateway for text messages that does what it is
# told to.  Through the front door: choices are made on the pages.
set -eu
cd "$(dirname "$0")/.."
python=/usr/bin/python3
[ -x $python ] || python=python3
exec $python test/worker.py "${BUILD:-build}/mellom"
