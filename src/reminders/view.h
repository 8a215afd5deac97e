/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What this room's pages show. */
#include "html/frame.h"
#include "people/account.h"
#include "reminders/choice.h"
#include "reminders/escalate.h"
#include "reminders/outbox.h"

enum { TIMES_N = (REMIND_OFFER_TO - REMIND_OFFER_FROM) / 30 + 1,
	SENT_SHOWN = 10 };

struct reminders_view {
	struct frame frame;
	bool unreadable;		/* number or address was damaged */
	struct remind_choice choice;
	bool no_worker;			/* nothing can be sent at all */
	bool email_on, sms_on;		/* what the worker can send */
	bool ask_email, ask_mobile;	/* not known, or it did not work */
	struct str email, mobile;	/* known, or typed */
	struct time_choice {
		struct str clock;	/* "15:00" */
		struct str shown;	/* "15.00" */
		bool on;
	} times[TIMES_N];
	struct str own_time;		/* another than those offered; "" */
	struct str other_time;		/* typed, and not understood; "" */
	struct str quiet_from, quiet_to, zone;
	struct outbox_row *sent;
	size_t sent_n;
	bool tested;			/* a test is on its way */
};

struct reach_view {
	struct frame frame;
	bool no_sms, no_email;		/* chosen, and the worker cannot */
	struct reach reach;
};

struct duty_view {
	struct frame frame;
	struct duty_day {
		int weekday;
		bool staffed;
		struct id on[DUTY_A_DAY];
		const char *first, *then;	/* names of the fields */
		struct duty_coming next;
		struct day next_day;
	} days[7];
	struct account *people;
	size_t people_n;
	bool *reached;			/* of each: can be called */
	bool any_unreached;
	bool gaps;			/* a staffed day without anybody */
	bool fails;			/* or with nobody to be called */
	bool worker;			/* it runs */
	bool supervisor;		/* came from the team's page */
};

struct link_view {
	struct frame frame;
	struct str link;		/* whole address, shown once */
	bool has_account, active_link;
	bool over;			/* ended before they came in */
	struct moment_full expires;
	struct str name, email, mobile;
	bool can_email, can_sms;	/* the worker can, and it is known */
	enum channel sent_by;
	struct outbox_row *sent;
	size_t sent_n;
};
