/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the bench: sessions, and the load of submissions. */
#include <stdint.h>

enum { SESSIONS_MAX = 1000, CLIENTS_MAX = 1024 };

/* Who sends: the cookie, and the token that goes with it. */
struct session {
	char cookie[160], csrf[80];
};

struct posted {
	double rate;			/* acknowledged, a second */
	double p50_ms, p99_ms;
	long other;			/* answers that were not 303 to us */
};
/* Each client sends, reads the whole answer, sends the next. */
int post_load(int port, const struct session *, int sessions_n, int clients,
    double seconds, struct posted *out);
