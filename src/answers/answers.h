/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What people filled in: an exercise of a chapter, a questionnaire.
 *
 * A draft is saved at each pause; sending turns it into an answer that never
 * changes (an edit is a new version that points to the one before).  Every
 * save names the version it was typed over: two tabs never overwrite
 * silently.  Versions count up at one place, over drafts and sent answers
 * alike; a place has one draft at most.
 *
 * A field marked "only for me" is sealed like all, and left out in SQL for
 * everyone but the patient: clinicians (break-glass too) have statements of
 * their own, which read what was sent and not private, nothing else; of an
 * earlier version neither what the newest that was sent marks so.  Each
 * answer keeps the content bundle and language it was given in, and is
 * always shown from those.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "base/problems.h"
#include "base/str.h"

struct arena;
struct care;

enum { VALUES_MAX = 400, VALUE_BYTES_MAX = 20000, LIST_ROWS_MAX = 20,
	ANSWERS_MAX = 200 };

struct value_at {
	struct str field;		/* "thoughts", "q9", "doing" */
	int row;			/* row of a list from 1, else 0 */
	struct str col;			/* column of a list, else "" */
	struct str text;		/* as typed; choices by option id */
	bool private;			/* only for me */
};

/* About 30 KB: make it in an arena. */
struct values {
	struct value_at at[VALUES_MAX];
	size_t n;
};

/* Where an answer belongs. */
struct answer_place {
	struct id enrolment;
	const char *kind;		/* "exercise", "measure" */
	struct str ref;			/* "ch1.map", "phq9" */
	struct str occasion;		/* "", "w3" */
	struct str variant;		/* saved with it; "": "standard" */
};

struct answer {
	struct id id, before, enrolment;
	struct str kind, ref, occasion, lang, variant;
	struct bytes bundle;
	int64_t version, started_at, saved_at, sent_at;	/* sent_at 0: draft */
};

enum answer_save {
	ANSWER_SAVED,
	ANSWER_CONFLICT,	/* somebody saved meanwhile */
	ANSWER_REFUSED,		/* not the patient's own care */
};

struct values *values_new(struct arena *);
struct value_at *value_find(struct values *, struct str field, int row,
    struct str col);
/* "" when there is none. */
struct str value_text(const struct values *, struct str field);
/* Cell of a list; "" when there is none. */
struct str value_cell(const struct values *, struct str field, int row,
    struct str col);
/* Marked "only for me"; true also for a field that is still empty. */
bool value_private(const struct values *, struct str field);
/* Highest row of a list; 0: none. */
int value_rows(const struct values *, struct str field);
/*
 * Sets a value.  An empty one is kept only when it is private (so that the
 * mark outlives an empty field) and there is no other trace of it.  False:
 * there are VALUES_MAX already.
 */
bool value_put(struct values *, struct str field, int row, struct str col,
    struct str text, bool private);
void value_drop(struct values *, struct str field);
/* Marks all values of the field. */
void value_mark(struct values *, struct str field, bool private);
bool values_same(const struct values *, const struct values *);

/*
 * The newest answer at a place.  The patient gets a draft over a sent one if
 * there is one, with all its values; everyone else what answer_newest_sent
 * tells.  False: nothing yet.
 */
bool answer_newest(struct care *, const struct answer_place *,
    struct answer *out, struct values *values);
/* The newest sent one without private values, also for the patient: what
 * rules about the course may look at, so that all see the same. */
bool answer_newest_sent(struct care *, const struct answer_place *,
    struct answer *out, struct values *values);
/*
 * Saves the draft; version_seen is what the form was filled from (0: first).
 * ANSWER_CONFLICT: somebody saved meanwhile; nothing is changed, *now has
 * what is there.  The same values over an old version are no conflict, and
 * values that are as sent make no new draft.  send: it is sent in the same
 * step, with an audit row.
 */
enum answer_save answer_save(struct care *, const struct answer_place *,
    struct bytes bundle, const struct values *, int64_t version_seen,
    bool send, struct answer *now);
/*
 * One answer by id, with what this reader may see: the patient all of it,
 * everyone else only sent ones without private values.  False: none such.
 */
bool answer_get(struct care *, struct id, struct answer *out,
    struct values *values);
/*
 * For measures alone, when a draft in which a risk rule fired has rested:
 * the named items of a draft, never a private one, nothing else of it.
 */
bool answer_draft_for_alert(struct care *, struct id, const struct str *items,
    size_t items_n, struct answer *out, struct values *values);
/* Sent answers of the patient since a moment, newest first; every version.
 * max: at most ANSWERS_SENT_MAX. */
enum { ANSWERS_SENT_MAX = 4000 };
size_t answers_sent(struct care *, int64_t since_at, size_t max,
    struct answer **out);
/*
 * The newest answer at each place of this kind whose occasion begins with
 * head: the patient's drafts too, for everyone else what was sent.  Newest
 * first, at most ANSWERS_MAX.
 */
size_t answers_of(struct care *, const char *kind, struct str head,
    struct answer **out);
/*
 * How many places of this kind hold something sent, by the id that their
 * occasion begins with; at most max ids.
 */
struct answers_count {
	struct id id;
	int n;
};
size_t answers_counts(struct care *, const char *kind, size_t max,
    struct answers_count **out);
/* All sent versions at the place of this one, newest first: "both answers
 * stay visible". */
size_t answer_history(struct care *, struct id, struct answer **out);
