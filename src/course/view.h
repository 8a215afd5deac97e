/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "answers/answer_form.h"
#include "answers/shown.h"
#include "course/course.h"
#include "html/frame.h"
#include "programme/content.h"

struct page;
struct req;

/* Words of a therapist that stand in a chapter; words "": none. */
struct own_note {
	struct str by, words;
	int64_t at;
};
/* A chapter on "My plan". */
struct plan_row {
	struct str title, aim, state;	/* state: a sentence, translated */
	const char *lang;		/* another language stands in; "" */
	struct url url;
	struct str own;			/* what is different for them; "" */
};
struct plan_view {
	struct frame frame;
	struct str where;		/* "Week 2 of 12." */
	bool none;			/* no programme yet */
	bool levels, plain;		/* there is a choice; what is chosen */
	struct str done_title;		/* chapter finished just now; "" */
	struct plan_row *open, *closed;
	size_t open_n, closed_n;
	struct html extra;		/* what is agreed (homework) */
	struct html more;		/* what else it leads to */
	struct html contact;		/* talks, the rhythm of contact */
};

enum card_state { CARD_NEW, CARD_DRAFT, CARD_SENT };

/* One block of a chapter's page, ready to be put. */
struct block_view {
	enum block_kind kind;
	struct html html;		/* also of the homework card */
	struct str title;
	int n;				/* for ids */
	const struct form *form;
	struct str why, smaller;
	struct url url;
	enum card_state state;
	struct moment at;		/* saved or sent */
	bool closed;			/* only to read any more */
	/* Of an exercise that is another for this patient, or has a note. */
	struct own_note note;
	struct str own;			/* who chose it; "" */
	struct str kept_title;		/* what was written in the other */
	struct url kept;
};
struct page_link {
	int n;
	bool read, here;
	struct url url;
};
struct chapter_view {
	struct frame frame;
	struct str title, heading, why;	/* why: it is closed */
	const char *lang, *title_lang;	/* another language stands in; "" */
	int page, pages, minutes;
	bool last, done;
	struct page_link *links;
	struct block_view *blocks;
	size_t blocks_n;
	struct url action, back;
	struct str rules;		/* in the clinic's own words; "" */
	struct own_note note;
	struct str own;
};

struct exercise_view {
	struct frame frame;
	struct str title, why, smaller, chapter_title;
	const char *lang;		/* another language stands in; "" */
	int minutes;
	struct url action, keep, back;
	struct block_view *examples;
	size_t examples_n;
	struct form_view form;
	int64_t version;
	struct str saved;		/* "Saved 21:14"; "" */
	struct moment sent;		/* at 0: not sent yet */
	struct url ask;			/* to ask about it; "" none */
	bool changing;			/* a draft over what was sent */
	struct str therapists;
	bool alone;			/* share: me */
	struct str more;		/* a field that shows only now; "" */
	bool read_only;
	struct shown_answer shown;	/* read_only */
	struct own_note note;
	bool replaced;			/* another stands in its place */
};

/* Changed in two places at once. */
struct exercise_both_view {
	struct frame frame;
	struct str title;
	struct url action;
	struct shown_answer saved, mine;
	struct str saved_at;
	bool saved_sent;
	int64_t version;
	struct str go;
	const struct pair *fields;	/* what was posted, to be sent again */
	size_t fields_n;
};

/* "/c/ch1/2" and "/e/ch1/map" with a tail, of ids of the content. */
struct url course_url(struct arena *, const char *head, struct str first,
    struct str second, const char *tail);
/* "Week 5 of 12", "In a pause until Monday 3 August", for the clinic. */
struct str course_where(struct page *, const struct enrolment *,
    const struct programme *);
/* The chapter as the clinician reads it: "/p/ID/read/ch1". */
struct url chapter_read_url(struct arena *, struct id patient,
    const struct chapter *);
/* The page that tells why a chapter is closed. */
int chapter_closed_show(struct page *, const struct chapter_progress *);
/* What is different about a chapter, as the patient reads it; "" nothing. */
struct str chapter_own(struct page *, const struct chapter_progress *);
/* The newest note at a place, "ch3" or "ch3.map". */
struct own_note own_note_at(struct page *, const struct enrolment *,
    struct str place);
/* An exercise's place among the answers. */
struct answer_place exercise_place(struct arena *, const struct enrolment *,
    const struct chapter *, const struct form *);
