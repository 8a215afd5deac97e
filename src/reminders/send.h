/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The only outward connections of the program (libcurl), opened by `mellom
 * worker` alone; tools/banned.sh sees to it that no other file calls the
 * library and that only the worker calls this.
 *
 * No redirects, no proxy unless one is configured (the environment is not
 * asked), TLS with the name checked, time and size limits on everything.
 * What is told to the caller, and so to log and database, is a fixed word
 * with a number: never an address, never what the other side said.
 */
#include "reminders/letter.h"
#include "reminders/send_conf.h"

struct arena;

/* Once, before any thread; false: the library cannot be used. */
bool send_open(void);
void send_close(void);
/* A struct sender's send(); ctx is the struct send_conf. */
enum send_result send_letter(void *ctx, struct arena *, const struct letter *,
    struct str *result);

/* Inside: */
enum send_result send_mail(const struct send_conf *, struct arena *,
    const struct letter *, struct str *result);
enum send_result send_sms(const struct send_conf *, struct arena *,
    const struct letter *, struct str *result);
