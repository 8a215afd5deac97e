/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the pages of this room show. */
#include "answers/shown.h"
#include "caseload/caseload.h"
#include "caseload/record.h"
#include "course/course.h"
#include "homework/clinic_view.h"
#include "homework/practice.h"
#include "html/frame.h"
#include "measures/alert.h"
#include "measures/chart.h"
#include "messages/message.h"
#include "people/away.h"
#include "people/patient.h"
#include "programme/content.h"
#include "reminders/choice.h"
#include "reminders/escalate.h"
#include "work/back.h"
#include "work/card.h"

struct list_view {
	struct frame frame;
	struct case_row *rows;
	size_t n;
	bool away;			/* oneself, until a day; by whom */
	struct absence absence;
	int needs;			/* how many need something */
	struct call *calls;		/* on duty: about others' patients */
	size_t calls_n;
	int64_t nobody;			/* alerts nobody was reached about */
	struct str nobody_since;
	bool supervisor;
};

struct team_view {
	struct frame frame;
	struct team_queues queues;
	struct practice practice;	/* sums of the clinic */
	int weeks;
	int64_t nobody;
	struct str nobody_since;
	bool duty_fails;
	size_t waits_n;			/* shown of queues.waits */
	int waits_more;			/* and not shown */
};

struct invite_view {
	struct frame frame;
	struct patient_new typed;
	struct str born_d, born_m, born_y, start_d, start_m, start_y;
	struct str programme;
	int weekday;
	const struct programme **list;
	size_t programmes;
	bool nb;
};

/* One line of the time line, newest first. */
struct event {
	int64_t at;
	enum event_kind { EVENT_ANSWER, EVENT_ENTRY, EVENT_REPORT, EVENT_REVIEW,
		EVENT_MESSAGE_IN, EVENT_MESSAGE_OUT, EVENT_CHAPTER_DONE,
		EVENT_SAFETY,
		EVENT_TALK_HELD, EVENT_TALK_NOT_REACHED, EVENT_TALK_CANCELLED,
		EVENT_RISK, EVENT_RISK_CLOSED,	/* alerts of kind "risk" */
		EVENT_CHANGE, EVENT_CHANGE_CLOSED } kind;	/* "worse" */
	struct id object;		/* answer, alert */
	struct str what;		/* title of form, chapter, task */
	struct str quote;		/* the patient's words */
	bool is_new;			/* since the last look */
};

/* What the list says of this patient and is answered on another page. */
struct case_wait {
	struct case_reason reason;
	struct str task, words;		/* its name; the patient's words */
	struct url go;
};

struct case_view {
	struct frame frame;
	struct patient patient;
	struct case_wait *waits;
	size_t waits_n;
	bool invited, write;
	enum channel stopped;		/* reminders do not arrive by it */
	struct str stopped_since;
	struct str since;		/* "Friday at 09:12"; "": first look */
	struct event *fresh;		/* since the last look */
	size_t fresh_n;
	struct event *events;		/* all, newest first */
	size_t events_n, recent_n;	/* shown at once */
	bool line_all, line_more;	/* asked for all of it; not all shown */
	struct alert *alerts;		/* open, then closed */
	size_t alerts_n, alerts_all_n;	/* open; all */
	const struct alert *look;	/* closed, its new look is due; NULL */
	struct step_back back;		/* that goes on; or ID_NONE */
	struct chart *scores;
	size_t scores_n;
	struct way_charts work;
	struct homework *homework;
	size_t homework_n;
	struct message *messages;	/* the newest, oldest first */
	size_t messages_n;
	struct work_reply waiting;	/* reports to look at */
	struct chapter_progress *chapters;
	size_t chapters_n;
	struct str count;		/* "5 of 7 chapters, 1 replaced" */
	bool enrolled;
	int unanswered;			/* messages */
	bool reply_messages;		/* the reply is for them too */
	int64_t draft_at;		/* one's own message, not sent; 0 */
	struct html contact;		/* talks and the rhythm, a panel */
};

struct answer_view {
	struct frame frame;
	struct answer answer;
	struct shown_answer shown;
	struct answer *versions;
	size_t versions_n;
};

struct record_view {
	struct frame frame;
	struct record_ask ask;
	struct str from, until;		/* as typed */
	struct str text;		/* "" while a day is wrong */
	bool cut;
};
extern const char *const record_fields[RECORD_PARTS_N];	/* of the form */
struct msg record_part_text(size_t part);

struct switch_view {
	struct frame frame;
	struct chapter_progress chapter;
	struct str reason;
};

extern const int invite_days[7];		/* 1 Monday .. 7 Sunday */

struct msg need_word(enum need);
/* Is it among the reasons? */
bool case_has(const struct case_row *, enum need);
struct str need_reason(struct out *, const struct case_reason *);
/* "15:30 today", "Tuesday at 10:00" */
struct str need_due(struct out *, int64_t at);
struct msg event_text(const struct event *);
