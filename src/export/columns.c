/* SPDX-License-Identifier: Apache-2.0 */
#include "export/columns.h"

#include "homework/clinic_view.h"
#include "html/html.h"

/* --- words of codes: NULL past the last ---------------------------------- */

static const char *
code_amount(int n)
{
	static const char *const list[] = { [AMOUNT_NOT] = "not",
	    [AMOUNT_PARTLY] = "partly", [AMOUNT_DID] = "did",
	    [AMOUNT_OTHER] = "other" };

	return n <= AMOUNT_OTHER ? list[n] : NULL;
}

static const char *
code_size(int n)
{
	return n == SIZE_TINY ? "tiny" : n == SIZE_STANDARD ? "standard" :
	    NULL;
}

static const char *
code_kind(int n)
{
	return n < TASK_KINDS ? task_kind_id((enum task_kind)n) : NULL;
}

static const char *
code_by(int n)
{
	return n <= BY_PATIENT ? homework_by_id((enum homework_by)n) : NULL;
}

static const char *
code_state(int n)
{
	return n <= HOMEWORK_ENDED ?
	    homework_state_id((enum homework_state)n) : NULL;
}

static const char *
code_end(int n)
{
	return n == END_NOT ? "open" : n <= END_DECLINED ?
	    homework_end_id((enum homework_end)n) : NULL;
}

static const char *
code_talk(int n)
{
	return n == TALK_NOT ? "no" : n <= TALK_DOES_NOT_FIT ?
	    talk_why_id((enum talk_why)n) : NULL;
}

static const char *
code_obstacle(int n)
{
	return n < OBSTACLES_N ? obstacle_id((enum obstacle)n) : NULL;
}

static const char *
code_lang(int n)
{
	return n < LANG_N ? lang_tag((enum lang)n) : NULL;
}

/* --- the columns --------------------------------------------------------- */

#define FIELD(type, field) offsetof(struct type, field), \
	sizeof(((struct type *)NULL)->field)
#define A(name, label, type, miss, unit, range, code, field) \
	{ EXPORT_ASSIGNMENTS, name, label, type, miss, unit, range, code, \
	    FIELD(engage, field) }
#define R(name, label, type, miss, unit, range, code, field) \
	{ EXPORT_REPORTS, name, label, type, miss, unit, range, code, \
	    FIELD(engage_told, field) }
#define E(name, label, type, miss, unit, range, code, field) \
	{ EXPORT_ENTRIES, name, label, type, miss, unit, range, code, \
	    FIELD(engage_entry, field) }
/* A moment, and its day from the start of treatment. */
#define A_TIME(name, label, miss, field) \
	A(name "_at", label, COLUMN_TIME, miss, "", "", NULL, field), \
	A(name "_day", T("The day of it, from the start of treatment"), \
	    COLUMN_DAY, miss, "days", "", NULL, field)
#define R_TIME(name, label, miss, field) \
	R(name "_at", label, COLUMN_TIME, miss, "", "", NULL, field), \
	R(name "_day", T("The day of it, from the start of treatment"), \
	    COLUMN_DAY, miss, "days", "", NULL, field)
#define E_TIME(name, label, field) \
	E(name "_at", label, COLUMN_TIME, 0, "", "", NULL, field), \
	E(name "_day", T("The day of it, from the start of treatment"), \
	    COLUMN_DAY, 0, "days", "", NULL, field)

/*
 * What is told in a report, and what the clinic answered: the newest one in
 * the row of its assignment, each version in a row of its own.
 */
#define TOLD(X, X_TIME, pre, miss, answer) \
	X("amount", T("How much was done, as the patient told"), \
	    COLUMN_CODE, (miss) & MISS_NOT_YET, "", "", code_amount, \
	    pre amount), \
	X("hard", T("How hard it was"), COLUMN_INT, miss, "", "0..10", NULL, \
	    pre hard), \
	X("helped", T("How much it helped"), COLUMN_INT, miss, "", "0..10", \
	    NULL, pre helped), \
	X("size_done", T("Which version was done"), COLUMN_CODE, miss, "", \
	    "", code_size, pre size), \
	X("obstacles", T("What came in the way"), COLUMN_CODES, miss, "", \
	    "", code_obstacle, pre obstacles), \
	X("noticed", T("Wrote what was noticed or learned (the text is not " \
	    "here)"), COLUMN_FLAG, (miss) & MISS_NOT_YET, "", "", NULL, \
	    pre noticed), \
	X_TIME("reported", T("The report was sent"), (miss) & MISS_NOT_YET, \
	    pre reported_at), \
	X_TIME("seen", T("Somebody of the clinic had it on screen"), \
	    answer, pre seen_at), \
	X_TIME("answered", T("The report was answered"), answer, \
	    pre answered_at), \
	X_TIME("talked", T("Marked as talked about in the session"), \
	    answer, pre talked_at), \
	X_TIME("answer_read", T("The patient had the answer on screen"), \
	    answer, pre read_at), \
	X("hours_to_answer", T("From report to answer"), COLUMN_REAL, \
	    answer, "hours", "", NULL, pre hours), \
	X("rhythm_kept", T("Answered before the end of the day the patient " \
	    "was told, by the reading days and hours as they are now"), \
	    COLUMN_FLAG, (answer) | MISS_NONE, "", "", NULL, pre rhythm), \
	X("quality", T("Quality of the work, rated by the therapist; 0 not " \
	    "to be seen, 4 made one's own"), COLUMN_INT, \
	    (answer) | MISS_SKIPPED | MISS_NOT_ASKED, "", "0..4", NULL, \
	    pre quality), \
	X("amount_therapist", T("How much was done, as the therapist saw " \
	    "it"), COLUMN_CODE, (answer) | MISS_SKIPPED | MISS_NOT_ASKED, "", \
	    "", code_amount, pre amount_seen), \
	X("template", T("The template the answer began with"), COLUMN_ID, \
	    MISS_NOT_YET | MISS_NONE, "", "", NULL, pre template), \
	X("template_edited", T("The template was made personal"), \
	    COLUMN_FLAG, MISS_NOT_YET | MISS_NONE, "", "", NULL, pre edited)

const struct column columns[] = {
	A("patient", T("The patient, by pseudonym"), COLUMN_PSEUDONYM, 0, "",
	    "", NULL, n),
	A("assignment", T("Number of the assignment within the patient, the "
	    "oldest is 1"), COLUMN_NUMBER, 0, "", "1..", NULL, n),
	A("carries_on", T("The assignment it carries on from"), COLUMN_INT,
	    MISS_NONE, "", "1..", NULL, before_n),
	A("programme", T("The patient's programme"), COLUMN_ID, 0, "", "",
	    NULL, programme),
	A("reading", T("How the patient's chapters are written: standard or "
	    "plain"), COLUMN_ID, 0, "", "", NULL, reading),
	A("language", T("The patient's language"), COLUMN_CODE, 0, "", "",
	    code_lang, lang),
	A("chapter", T("The chapter that proposed it"), COLUMN_ID, MISS_NONE,
	    "", "", NULL, chapter),
	A("task", T("The task of the library or programme; none: own words"),
	    COLUMN_ID, MISS_NONE, "", "", NULL, task),
	A("kind", T("Kind of task"), COLUMN_CODE, 0, "", "", code_kind, kind),
	A("variant", T("The variant that was served"), COLUMN_ID, 0, "", "",
	    NULL, variant),
	A("source", T("Where it came from"), COLUMN_ID, 0, "", "", NULL,
	    source),
	A("proposed_by", T("Who proposed it"), COLUMN_CODE, 0, "", "",
	    code_by, by),
	A_TIME("proposed", T("It was proposed"), 0, made_at),
	A_TIME("agreed", T("The patient's first yes: in force from then"),
	    MISS_NOT_YET, agreed_at),
	A_TIME("ended", T("It ended"), MISS_NOT_YET, ended_at),
	A("state", T("Where it stands now"), COLUMN_CODE, 0, "", "",
	    code_state, state),
	A("ended_how", T("How it ended"), COLUMN_CODE, 0, "", "", code_end,
	    how),
	A("talk_first", T("Why it was talked about first, the last time"),
	    COLUMN_CODE, 0, "", "", code_talk, talk),
	A("unsure", T("How often the patient said to be unsure about it"),
	    COLUMN_INT, 0, "", "0..", NULL, unsure),
	A("unsure_meanwhile", T("How often the patient said to be unsure, "
	    "about anything, while it was open"), COLUMN_INT, 0, "", "0..",
	    NULL, unsure_near),
	A("helps_before", T("Beforehand: it will help me"), COLUMN_INT,
	    MISS_TOLD, "", "0..10", NULL, helps),
	A("fits_before", T("Beforehand: it fits what matters to me"),
	    COLUMN_INT, MISS_TOLD, "", "0..10", NULL, fits),
	A("can_before", T("Beforehand: I can do it"), COLUMN_INT, MISS_TOLD,
	    "", "0..10", NULL, can),
	A("plans", T("How many plans there were"), COLUMN_INT, 0, "", "0..",
	    NULL, plans),
	A("size_planned", T("Which version was planned"), COLUMN_CODE,
	    MISS_NONE, "", "", code_size, size),
	A("obstacle_planned", T("The obstacle foreseen in the plan"),
	    COLUMN_CODE, MISS_SKIPPED | MISS_NONE, "", "", code_obstacle,
	    obstacle),
	A("planned_day", T("The first day planned, from the start of "
	    "treatment"), COLUMN_DATE, MISS_NONE, "days", "", NULL, day),
	A("planned_time", T("The hour planned, where the patient is"),
	    COLUMN_CLOCK, MISS_SKIPPED | MISS_NONE, "", "00:00..23:59", NULL,
	    minute),
	A("per_week", T("How often a week; 0 once in all"), COLUMN_INT,
	    MISS_NONE, "times", "0..7", NULL, per_week),
	A("minutes", T("How long each time"), COLUMN_INT, MISS_NONE,
	    "minutes", "1..240", NULL, minutes),
	A("remind", T("The patient wants a reminder"), COLUMN_FLAG, MISS_NONE,
	    "", "", NULL, remind),
	A("entries", T("How often it was written down, shared with the "
	    "clinic"), COLUMN_INT, 0, "", "0..", NULL, entries),
	A("rulers", T("Importance and confidence, or pros and cons, were "
	    "answered; only of tasks of kind change"), COLUMN_FLAG, MISS_NONE,
	    "", "", NULL, rulers),
	A("reports", T("How many report versions there are"), COLUMN_INT, 0,
	    "", "0..", NULL, reports),
	TOLD(A, A_TIME, told., MISS_TOLD, MISS_NOT_YET),

	R("patient", T("The patient, by pseudonym"), COLUMN_PSEUDONYM, 0, "",
	    "", NULL, of),
	R("assignment", T("Number of the assignment within the patient, the "
	    "oldest is 1"), COLUMN_NUMBER, 0, "", "1..", NULL, of),
	R("version", T("Version of the report, the first is 1"), COLUMN_INT,
	    0, "", "1..", NULL, version),
	R("newest", T("No later version"), COLUMN_FLAG, 0, "", "", NULL,
	    newest),
	TOLD(R, R_TIME, , MISS_NOT_ASKED | MISS_SKIPPED,
	    MISS_NOT_YET | MISS_NONE),
	R("covered", T("Answered by the answer to another report"),
	    COLUMN_FLAG, 0, "", "", NULL, led),

	E("patient", T("The patient, by pseudonym"), COLUMN_PSEUDONYM, 0, "",
	    "", NULL, of),
	E("assignment", T("Number of the assignment within the patient, the "
	    "oldest is 1"), COLUMN_NUMBER, 0, "", "1..", NULL, of),
	E("entry", T("Number of the entry within the assignment"), COLUMN_INT,
	    0, "", "1..", NULL, n),
	E("version", T("Version of the entry that is the newest sent"),
	    COLUMN_INT, 0, "", "1..", NULL, version),
	E("language", T("The language it was written in"), COLUMN_CODE, 0, "",
	    "", code_lang, lang),
	E("variant", T("The variant that was served"), COLUMN_ID, 0, "", "",
	    NULL, variant),
	E_TIME("started", T("It was begun"), started_at),
	E_TIME("sent", T("It was sent"), sent_at),
	E("fields", T("How many fields were filled in and shared"),
	    COLUMN_INT, 0, "", "0..", NULL, fields),
};
const size_t columns_n = sizeof(columns) / sizeof(*columns);

int
gap_code(enum engage_gap gap)
{
	enum { GAP_BASE = -9990 };

	return GAP_BASE + (int)gap;
}
