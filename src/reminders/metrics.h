/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * /metrics in the text of OpenMetrics 1.0, for serve (admin port) and worker
 * (own loopback port).  Numbers only: no id, no name, no address, no clinic;
 * counts of what waits and fails, not of who.
 */
#include <stdint.h>

struct buf;
struct tx;
struct worker_run;

#define METRICS_TYPE \
	"application/openmetrics-text; version=1.0.0; charset=utf-8"

/* Requests, the minute's work, and what the database says. */
void metrics_serve(struct tx *, struct buf *, int64_t now);
void metrics_worker(struct tx *, struct buf *, int64_t now,
    const struct worker_run *);
