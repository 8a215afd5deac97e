/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Every form sent, once.  The client makes an id with the form; the same id
 * with the same content gets the same outcome again, whatever happened to
 * the first answer on its way.  Other content under the same id is an edit:
 * it runs, under the version rule of what it edits.
 */
#include <stdbool.h>

#include "base/id.h"
#include "base/str.h"

struct tx;

/* True: sent before with this content; the outcome. */
bool submission_find(struct tx *, struct id sid, struct id account,
    struct bytes digest, int *status, struct str *location);
void submission_put(struct tx *, struct id sid, struct id account,
    struct bytes digest, int status, struct str location);
/* Older ones can't come again: the form is long gone. */
void submission_purge(struct tx *, int64_t before_at);
