/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Questionnaires: items, scores, change and risk rules, as the instrument's
 * file states them.  Nothing here knows one of them by name.  Part of struct
 * content: immutable, and alive as long as it.
 *
 * Answers are an array, one place an item: the value of the chosen option,
 * or ANSWER_SKIPPED.
 */
#include "programme/form.h"

enum { ANSWER_SKIPPED = -1, ITEMS_MAX = 64, SCORES_MAX = 16, RISKS_MAX = 16 };

struct scale_option {
	int value;		/* >= 0 */
	struct str loinc;
	struct words label;
};

struct item {
	struct str id;
	struct str loinc;
	struct words text;
	bool sensitive;		/* never in a list, a mail, a preview */
	const struct scale_option *scale;
	size_t nscale;
};

struct band {
	struct str id;		/* "mild" */
	double to;		/* highest value of the band */
	struct words label;	/* "" when the file has none */
};

struct score {
	struct str id;
	struct str loinc;
	const struct expr *expr;
	int missing_max;		/* open items that are made up for */
	const bool *counts;		/* [nitems] the items it is made of */
	const bool *never;		/* [nitems] never made up for */
	double from, to;		/* range */
	bool lower_is_better;
	const struct band *bands;
	size_t nbands;
	double reliable;		/* change beyond chance; 0: not known */
	double cutoff;			/* case at or beyond; see cutoff_set */
	bool cutoff_set;
	struct str change_source;	/* where these numbers come from */
};

enum risk_level { RISK_AMBER, RISK_RED };

struct risk_rule {
	struct str id;
	const struct expr *when;
	enum risk_level level;
	struct str show;		/* a text to show at once, or "" */
	bool task;			/* makes a task for a person */
	struct str to;			/* role: "therapist" */
	bool phone;			/* by phone */
	int within_staffed_days;	/* 0: the same staffed day */
	struct str then;		/* role when nobody did: "duty", "" */
};

/* One more question, not scored, asked when ask_when is true. */
struct follow_up {
	struct str id;
	const struct expr *ask_when;
	bool optional, sensitive;
	struct words text, hint;
	const struct choice *options;
	size_t noptions;
};

struct source_file;

struct instrument {
	struct str id;
	struct str version;
	bool clinic_text;		/* the clinic supplies the wording */
	const struct source_file *own[LANG_N];	/* as supplied; NULL: not yet */
	struct words title, intro;
	struct str holder, terms, licence_source;	/* terms: "free" ... */
	struct str loinc;
	int recall_days;
	const struct item *items;
	size_t nitems;
	const struct follow_up *follow_up;	/* NULL: none */
	const struct score *scores;
	size_t nscores;
	struct words risk_about;	/* what its risk rules ask about, in
					 * the middle of a sentence; "" */
	const struct risk_rule *risks;
	size_t nrisks;
	struct hash hash;
	struct str source;
	struct place at;
};

/*
 * May it be asked in this language?  Always, but for one whose wording the
 * clinic supplies: then only in the languages supplied, as another language's
 * wording would be no instrument.
 */
bool instrument_asks_in(const struct instrument *, enum lang);

struct scored {
	bool missing;
	bool prorated;			/* made up for open items, rounded */
	double value;
	const struct band *band;	/* NULL when missing or no bands */
};

/* Prorated sums are rounded to a whole number, halves up. */
struct scored instrument_score(const struct instrument *, const int *answers,
    size_t score_index);
/* Index of an item or score; their number when there is none. */
size_t instrument_item(const struct instrument *, struct str id);
size_t instrument_score_index(const struct instrument *, struct str id);
bool instrument_asks_follow_up(const struct instrument *, const int *answers);

/* What the record knows before these answers. */
enum known_kind { KNOWN_BASELINE, KNOWN_LAST, KNOWN_ASSESSED };
struct known {
	enum known_kind kind;
	struct str id;		/* of an item or score */
	double value;
};

enum risk { RISK_NOT, RISK_FIRED, RISK_UNKNOWN };
/*
 * out[i] for risks[i].  UNKNOWN: it could not be worked out because an item
 * was left open; a person looks at it.  follow_up is the id of the option
 * chosen, "" when left open; one that was not asked counts as none of its
 * options.  Without a KNOWN_ASSESSED, last_assessed() is 0; without a
 * baseline, a rule about change has nothing to tell and is NOT.
 */
void risk_evaluate(const struct instrument *, const int *answers,
    struct str follow_up, const struct known *, size_t nknown,
    enum risk out[RISKS_MAX]);

enum change { CHANGE_UNKNOWN, CHANGE_NONE, CHANGE_BETTER, CHANGE_WORSE };
/* Reliable change: at least score->reliable points (domain.md D). */
enum change score_change(const struct score *, struct scored first,
    struct scored now);
/* At or beyond the cut-off: false too when there is none. */
bool score_is_case(const struct score *, struct scored);
