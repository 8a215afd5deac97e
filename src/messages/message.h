/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What patient and therapist write to each other.  A message sent is on
 * disk; a draft is kept at each pause.  The patient sees when it was read.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"

struct care;
struct clinic;
struct scope;
struct tx;

enum { MESSAGE_MAX = 8000 };

struct message {
	struct id id, from;
	bool from_patient;
	struct str from_name, body;
	struct str about;		/* "c.ch3" "e.ch3.map" "h.ID" "t.ID";
					 * "" nothing */
	struct str template;		/* id it began with; "" */
	int64_t sent_at, read_at, answered_at;
};

/* What a message says besides its text. */
struct message_new {
	struct str body, about, template;
};

/* In time order, the newest max; *more (may be NULL): there are older. */
size_t message_list(struct care *, size_t max, struct message **out,
    bool *more);
/* The newest max of those before that one; none of this patient's: none. */
size_t message_list_before(struct care *, struct id, size_t max,
    struct message **out, bool *more);
/* The last word is the patient's; opens no text. */
bool message_last_theirs(struct care *);
/* Sent from one moment up to another: the patient's, and the clinic's. */
void message_count(struct care *, int64_t from_at, int64_t until_at,
    int64_t *theirs, int64_t *ours);
/* The newest that the writer has sent; "" and 0: none. */
struct str message_newest_own(struct care *, int64_t *sent_at);
/* One of this patient's; false: none. */
bool message_get(struct care *, struct id, struct message *out);
/* Sends; a clinician's message answers what the patient wrote before it. */
bool message_send(struct care *, struct str body, struct id *out,
    struct problems *);
bool message_send_new(struct care *, const struct message_new *,
    struct id *out, struct problems *);
/*
 * Answered by something else than a message, a reply to a report: what the
 * patient wrote up to this message.  What came later waits on.
 */
void message_answer(struct care *, struct id newest);
/*
 * The patient wrote, and nobody has answered it, after the newest message of
 * theirs that the writer has seen (ID_NONE: none of them).
 */
bool message_came(struct care *, struct id seen);
/* Problems of the text at "body"; true when it is sound. */
bool message_check(struct str body, struct problems *);
/*
 * The other side's messages up to this one are read now (ID_NONE: all): for
 * page->noted.  What came while the page was on its way is not.
 */
void message_note_read(struct tx *, struct id account, struct id patient,
    struct id newest, bool own, int64_t now);
/* Who wrote the patient's newest one not read yet; ID_NONE: all are read. */
struct id message_unread_by(struct care *);
/* The one draft of this writer to this patient; version 0: none. */
struct str message_draft(struct care *, int64_t *version, int64_t *saved_at);
bool message_draft_save(struct care *, struct str body, int64_t version_seen,
    int64_t *version);
/* What the draft is about and the template it began with; "" is none. */
void message_draft_marks(struct care *, struct str *about,
    struct str *template);
void message_draft_mark(struct care *, struct str about, struct str template);
void message_draft_end(struct care *);

/*
 * The agreed rhythm, kept or not: of the patient's messages of the last
 * RHYTHM_WEEKS whose reading day is over, how many were read by its end.
 */
enum { RHYTHM_WEEKS = 4 };
struct rhythm {
	int over, kept;
};
void message_rhythm(struct care *, const struct clinic *,
    const struct message *list, size_t n, struct rhythm *out);

/* Patient messages without an answer: no texts. */
struct message_waiting {
	int64_t since_at;		/* the oldest */
	int n;
};
bool message_waiting(struct care *, struct message_waiting *out);

/* What later rooms do and know; set once, by the program. */
struct page;
struct url;
struct message_hooks {
	/* The clinic has written, of what it knew by then. */
	void (*answered)(struct care *, int64_t written_at);
	/* The title of a call or meeting, and where it stands. */
	bool (*talk)(struct page *, struct id, struct str *title,
	    struct url *where);
};
extern struct message_hooks message_hooks;
