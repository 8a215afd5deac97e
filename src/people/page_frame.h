/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * The frame around a page for whoever is signed in.  here: the address of
 * the navigation's item this page belongs to ("/today"), or "".
 */
#include "html/frame.h"
#include "http/page.h"

void page_frame(struct page *, struct frame *, struct msg title,
    const char *here);
/* Adds the patient bar; page->care must be set. patient_here as in frame.h. */
void page_frame_patient(struct page *, struct frame *,
    const char *patient_here);
/*
 * A name, or what stands in its place when it was damaged: "Unreadable
 * name 1a2b3c4d", by which the one who runs the server finds it.
 */
struct str name_shown(struct out *, struct str name, struct id);
/* The same in a list of accounts. */
struct account;
void names_shown(struct page *, struct account *, size_t n);
/* What a later room adds to pages of this one; set once, by the program. */
struct frame_hooks {
	/* The programme has pages about work; may be NULL. */
	bool (*way)(struct page *);
	/* Talks of one's own list that are planned from one moment to
	 * another; "" when there is none.  May be NULL. */
	struct html (*talks)(struct page *, int64_t from_at,
	    int64_t until_at);
};
extern struct frame_hooks frame_hooks;
/* 400, 403, 404, 413, 415, 500, 503: a whole page into p->out. */
void page_error_body(struct page *, int status);
/*
 * The form that was sent, to be sent again: every field but csrf and sid's
 * kin.  Used when a session had ended, a token did not fit, the disk was full.
 */
void page_form_again(struct page *, struct msg title, struct msg why,
    const struct pair *fields, size_t n, struct url action);
/* The same for a form kept over the end of a session; it can be dropped. */
void page_form_kept(struct page *, struct msg title, struct msg why,
    const struct pair *fields, size_t n, struct url action, struct id kept);
/*
 * A form that no route of ours takes: its words, to copy, and the way back to
 * the page they were written on ("": it has no address of its own).
 */
void page_form_too_long(struct page *, const struct pair *fields, size_t n,
    struct url page);
