/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * What stands around every page: head, navigation, patient bar, banners,
 * foot.  Filled by page_frame() of the people room; the views are in
 * frame.html.  Titles are neutral: they can be read over a shoulder.
 */
#include <stdbool.h>

#include "html/html.h"

/* What a person chose for their own pages; 0: as they come. */
enum look {
	LOOK_LARGE = 1,			/* text a fifth larger */
	LOOK_PLAIN = 2,			/* headings without serifs */
	LOOK_LIGHT = 4,			/* neither: as the device has it */
	LOOK_DARK = 8,
	LOOK_QUIET = 16,		/* Today without own words */
};

enum frame_kind { FRAME_OUT, FRAME_PATIENT, FRAME_CLINIC };

enum { FRAME_NAV_MAX = 8 };

struct frame_nav {
	struct msg text;
	struct url url;
	bool here;
};

struct frame {
	enum frame_kind kind;
	unsigned look;			/* enum look */
	struct msg title;		/* also the default h1's text */
	struct url css, js, home;
	struct frame_nav nav[FRAME_NAV_MAX];
	size_t nav_n;
	struct str who;			/* staff: own name, links to /me */
	struct url exit_to;		/* where "Close quickly" ends */
	bool demo;
	bool signed_in;
	bool narrow;			/* main in reading width, clinic only */
	bool numbers_old;		/* staff: help numbers need a look */
	const char *keys;		/* data-keys of main: "page", or "" */
	bool flash_saved;		/* "Saved." on top after a redirect */
	bool flash_sent;		/* "Sent." */
	bool secret;			/* a password is asked for */
	bool over;			/* patient: only to read any more */
	/* The patient bar of clinic pages about a patient. */
	bool patient;
	struct id patient_id;
	struct str patient_name;
	bool patient_unreadable;	/* some of it was damaged */
	int patient_born, patient_bar;
	struct str patient_where;	/* "week 5 of 12" */
	const char *patient_here;	/* "", "homework", "messages", "work",
					 * "talks",
					 * "contact", "safety" */
	bool patient_way;		/* with a tab "Work" */
	bool glass;			/* opened with a reason */
	int64_t glass_until_at;
};

/* An https: address of another site, as the clinic set it; else "/". */
struct url url_outside(struct arena *, struct str);

/* One field's problem in the reader's language; "" when it is fine. */
struct str frame_problem(struct out *, const char *field);
bool frame_bad(struct out *, const char *field);

/* A form that can be sent again as it is: session lost, disk full, csrf. */
struct form_again {
	struct frame frame;
	struct msg title, why;
	struct msg button;
	struct url action;		/* "" when there is nothing to send */
	struct again_field {
		struct str name, value;
		bool shown;		/* a text worth showing to a person */
	} *fields;
	size_t fields_n;
	struct url other;		/* a way out, always there */
	struct msg other_text;
	bool drop;			/* offer "throw it away" */
	struct id drop_id;
};

struct error_page {
	struct frame frame;
	struct msg title, text;
	struct url go;
	struct msg go_text;
};
