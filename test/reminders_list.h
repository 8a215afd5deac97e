/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The summary the therapist's list reads, and whose list shows whom. */
#include "reminders_world.h"

#include "caseload/summary.h"

static void
summary_open(struct world *w)
{
	summary_watch(w->db, w->vault);
	CHECK(summary_ensure(w->db, w->vault, test_arena) == RC_OK);
}

static void
summary_look(struct tx *tx, void *arg)
{
	CHECK_INT(summary_differs(tx, ((struct world *)arg)->vault), 0);
}

/* After all that happened here, the year too. */
static void
summary_check(struct world *w)
{
	CHECK(db_read(w->db, test_arena, summary_look, w) == RC_OK);
}

/* Not noted, as no parameter is called "patient": the row falls behind. */
SQL(t_seen_behind, "whom:id at:int", "",
    "INSERT INTO patient_seen (patient_id, at) VALUES ($1, $2)"
    " ON CONFLICT (patient_id) DO UPDATE SET at = excluded.at");

static void
behind_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_seen_behind, w->kari, T0 + 5);
}

static void
differs_read(struct tx *tx, void *arg)
{
	stopped_n = (size_t)summary_differs(tx, ((struct world *)arg)->vault);
}

WORLD(a_summary_that_fell_behind_is_found_and_made_anew)
{
	step(w, T0, behind_step);
	CHECK(db_read(w->db, test_arena, differs_read, w) == RC_OK);
	CHECK_INT(stopped_n, 1);
	CHECK(summary_ensure(w->db, w->vault, test_arena) == RC_OK);
	CHECK(db_read(w->db, test_arena, differs_read, w) == RC_OK);
	CHECK_INT(stopped_n, 1);		/* the mark is there */
	CHECK(db_tx(w->db, test_arena, summary_forget, NULL) == RC_OK);
	CHECK(summary_ensure(w->db, w->vault, test_arena) == RC_OK);
}

/* --- whose list ----------------------------------------------------------- */

static struct summary *listed;

static size_t
list_of(struct world *w, struct tx *tx, struct id account)
{
	struct actor actor = actor_at(w, tx, account);
	struct scope s;

	scope_open(&s, tx, w->vault, &actor, SCOPE_CASELOAD);
	return summary_list(&s, 100, &listed);
}

static void
charge_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->ann), 1);
	CHECK_STR(listed[0].who.name, "Kari Andreassen");
	CHECK_INT(listed[0].who.born_year, 1987);
	CHECK_INT(listed[0].who.state, PATIENT_INVITED);
	CHECK_INT(list_of(w, tx, w->sam), 0);
	CHECK_INT(list_of(w, tx, w->eve), 0);
	CHECK_INT(list_of(w, tx, w->bo), 0);
	/* Cover for her own patient: still one. */
	care_grant(tx, w->clinic, w->kari, w->ann, "cover", ID_NONE, T0);
	care_grant(tx, w->clinic, w->kari, w->bo, "cover", ID_NONE, T0);
}

static void
covered_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->ann), 1);
	CHECK_INT(list_of(w, tx, w->bo), 1);
	CHECK_STR(listed[0].who.name, "Kari Andreassen");
	CHECK_INT(list_of(w, tx, w->eve), 0);
	care_end(tx, w->clinic, w->kari, w->ann, ID_NONE, T0 + 1);
}

static void
nobodys_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->ann), 0);
	CHECK_INT(list_of(w, tx, w->bo), 1);
	care_grant(tx, w->clinic, w->kari, w->bo, "therapist", ID_NONE,
	    T0 + 2);
}

static void
moved_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->ann), 0);
	CHECK_INT(list_of(w, tx, w->bo), 1);
	CHECK_INT(summary_differs(tx, w->vault), 0);
	db_run(tx, t_state, w->kari, S("active"));
}

static void
active_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->bo), 1);
	CHECK_INT(listed[0].who.state, PATIENT_ACTIVE);
	db_run(tx, t_state, w->kari, S("erased"));
}

static void
erased_step(struct world *w, struct tx *tx)
{
	CHECK_INT(list_of(w, tx, w->bo), 0);
}

WORLD(a_patient_is_on_the_list_of_who_has_care)
{
	step(w, T0, charge_step);
	step(w, T0 + 1, covered_step);
	step(w, T0 + 2, nobodys_step);
	step(w, T0 + 3, moved_step);
	step(w, T0 + 4, active_step);
	step(w, T0 + 5, erased_step);
}

/* A name written past the rule is found; so is a list one lies on wrongly. */
SQL(t_bar_behind, "whom:id", "", "UPDATE patient SET bar = bar + 1"
    " WHERE id = $1");

static void
bar_step(struct world *w, struct tx *tx)
{
	db_run(tx, t_bar_behind, w->kari);
}

WORLD(what_the_list_shows_is_compared_too)
{
	step(w, T0, bar_step);
	CHECK(db_read(w->db, test_arena, differs_read, w) == RC_OK);
	CHECK_INT(stopped_n, 1);
	CHECK(db_tx(w->db, test_arena, summary_forget, NULL) == RC_OK);
	/* To be made at the next start: nothing to compare. */
	CHECK(db_read(w->db, test_arena, differs_read, w) == RC_OK);
	CHECK(stopped_n == (size_t)-1);
	CHECK(summary_ensure(w->db, w->vault, test_arena) == RC_OK);
}
