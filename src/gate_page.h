/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The pieces gate.c is made of: filling a page, cookies, small effects. */
#include "gate.h"

/* Reply and page anew, for a first run or a re-run; tx NULL: none. */
void gate_page_init(struct gate_run *, struct tx *);
/* Who is asking: session, visitor, language, clinic, csrf. */
enum session_state gate_page_who(struct gate_run *, struct tx *);
/* Only the form token, without a transaction. */
void gate_page_token(struct gate_run *);
/* The address a form was sent to, to be sent to again. */
struct url gate_same_url(struct arena *, struct str path);
/*
 * What the audit calls reading the page at this path, or the nearest above
 * it; NULL: nothing that is told.
 */
const char *gate_read_action(struct str path);
/*
 * A form that cannot be taken (bad_form, too_long): puts what can be read of
 * it into the page, to be sent again or copied, when it is one of ours.
 */
int gate_unread(struct gate_run *, bool ours);
/*
 * What an error says.  To the script that keeps drafts nothing, in JSON.  404
 * with the words that were sent there: somebody's care of a patient may end
 * while a long text is written.
 */
void gate_error_body(struct gate_run *, bool ours);
/*
 * What is noted without being waited for: the session is in use (at most
 * once a minute) or ends; what was shown has been read.
 */
void gate_note(struct gate_run *);
/* The same in a transaction that is waited for anyway. */
void gate_note_in(struct gate_run *, struct tx *);
/* In constant time. */
bool bytes_equal(const char *, const char *, size_t n);
struct gate_run *job_of(struct db_job *);
struct gate_run *pool_run_of(struct pool_job *);
