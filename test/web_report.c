/* SPDX-License-Identifier: Apache-2.0 */
/* How it has gone: for both to look at, for the patient, for the clinic. */
#include "db/db.h"
#include "journey.h"

/* Patients like this one, with a course and one thing agreed on each. */
SQL(like_patient, "like:id patient:id lang:text", "",
    "INSERT INTO patient (id, clinic_id, zone, language, state, bar, name,"
    " born, mobile, place, person, gp, information_at, legal_hold,"
    " created_at, created_by, version) SELECT $2, clinic_id, zone, $3,"
    " state, bar, name, born, mobile, place, person, gp, information_at,"
    " legal_hold, created_at, created_by, version FROM patient WHERE id = $1");
SQL(like_enrolment, "like:id patient:id id:id reading:text", "",
    "INSERT INTO enrolment (id, patient_id, clinic_id, programme, bundle,"
    " start_day, weekday, reading, made_by, made_at, version) SELECT $3, $2,"
    " clinic_id, programme, bundle, start_day, weekday, $4, made_by,"
    " made_at, version FROM enrolment WHERE patient_id = $1");
SQL(like_assignment, "like:id patient:id enrolment:id id:id", "",
    "INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter,"
    " bundle, state, made_by, made_at, agreed_at, version, in_force,"
    " newest_n) SELECT $4, $2, $3, task, chapter, bundle, 'agreed', made_by,"
    " made_at, made_at, 1, 1, 1 FROM assignment WHERE patient_id = $1"
    " AND source = 'chapter'");
SQL(like_report, "patient:id assignment:id id:id now:int", "",
    "INSERT INTO homework_report (id, patient_id, assignment_id, amount,"
    " version, newest, reported_at) VALUES ($3, $1, $2, 2, 1, 1, $4)");

SQL(one_more, "patient:id id:id", "",
    "INSERT INTO assignment (id, patient_id, enrolment_id, task, chapter,"
    " bundle, state, made_by, made_at, agreed_at, version, in_force,"
    " newest_n) SELECT $2, patient_id, enrolment_id, task, chapter, bundle,"
    " 'agreed', made_by, made_at, made_at, 1, 1, 1 FROM assignment"
    " WHERE patient_id = $1 AND source = 'chapter' ORDER BY made_at, id"
    " LIMIT 1");

struct like {
	const char *lang, *reading;
	int n, done;
};

static void
like_make(struct world *w, struct tx *tx, void *arg)
{
	const struct like *l = arg;
	int i;

	for (i = 0; i < l->n; i++) {
		struct id patient = id_random(), e = id_random();
		struct id a = id_random();

		db_run(tx, like_patient, w->kari, patient, str_z(l->lang));
		db_run(tx, like_enrolment, w->kari, patient, e,
		    str_z(l->reading));
		db_run(tx, like_assignment, w->kari, patient, e, a);
		if (i < l->done)
			db_run(tx, like_report, patient, a, id_random(),
			    w->at);
	}
}

static void
like(struct world *w, const char *lang, const char *reading, int n, int done)
{
	struct like l = { lang, reading, n, done };

	world_do(w, like_make, &l);
}

/* --- one patient --------------------------------------------------------- */

JOURNEY(report_for_both)
{
	struct client ann, kari;

	records_make(w, w->kari_account);
	world_client(w, &ann, w->ann, lang);
	client_get(&ann, "/p/%s", id_z(w->kari));
	client_send(&ann, "/p/*", "reply", "You went out. Good.",
	    "quality", "3", NULL);
	client_get(&ann, "/p/%s/w", id_z(w->kari));
	client_click(&ann, say(&ann, "Engagement report").at);
	WANT(&ann, ann.status, 200);
	SAYS(&ann, "%1 exercises have been agreed on. One of them was done, "
	    "wholly or in part.");
	SAYS(&ann, "One by one");
	SAYS(&ann, "Partly");
	HAS(&ann, "Walk the dog");
	/* The clinic's ratings and times only when asked for. */
	SAYS_NOT(&ann, "Quality, of 4");
	SAYS_NOT(&ann, "Quality of the work: %1 of 4 on average, over %2 "
	    "ratings.");
	SAYS_NOT(&ann, "From report to answer: %1 on average.");
	SAYS(&ann, "The clinic's ratings are left out, so that you can look "
	    "at this together.");
	client_click(&ann, say(&ann, "Show them, for the clinic").at);
	SAYS(&ann, "Quality, of 4");
	SAYS(&ann, "The clinic's own ratings. They are not meant for looking "
	    "at together.");
	client_click(&ann, say(&ann, "Leave them out").at);
	SAYS_NOT(&ann, "Quality, of 4");
	CHECK_INT(world_audit(w, "homework.read", w->ann, w->kari), 4);
	/* The patient's own page has none, whatever the address says. */
	world_client(w, &kari, w->kari_account, lang);
	WANT(&kari, client_get(&kari, "/h/so-far?own=1"), 200);
	SAYS(&kari, "%1 exercises have been agreed on. One of them was done, "
	    "wholly or in part.");
	SAYS_NOT(&kari, "Quality, of 4");
	SAYS_NOT(&kari, "For the clinic");
	client_close(&ann);
	client_close(&kari);
}

JOURNEY(report_of_nothing)
{
	struct client c;

	world_client(w, &c, w->ann, lang);
	WANT(&c, client_get(&c, "/p/%s/w/report", id_z(w->kari)), 200);
	SAYS(&c, "Nothing has been agreed on yet.");
	SAYS(&c, "When something has been agreed on and told about, it stands "
	    "here: in words, as a chart and as a table.");
	SAYS_NOT(&c, "One by one");
	client_close(&c);
	world_client(w, &c, w->kari_account, lang);
	WANT(&c, client_get(&c, "/h/so-far"), 200);
	SAYS(&c, "When something has been agreed on and told about, it stands "
	    "here.");
	client_get(&c, "/h/noticed");
	SAYS_NOT(&c, "Show how it has gone");
	client_close(&c);
}

static void
three_more(struct world *w, struct tx *tx, void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < 3; i++) {
		struct id a = id_random();

		db_run(tx, one_more, w->kari, a);
		db_run(tx, like_report, w->kari, a, id_random(), w->at + 1);
	}
}

/* Of three things told there is something to draw, and not before. */
JOURNEY(report_draws)
{
	struct client c;

	records_make(w, w->kari_account);
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/h/so-far");
	CHECK(strstr(c.body.at, "<svg") == NULL);
	world_do(w, three_more, NULL);
	world_at(w, w->at + 8 * DAY);
	client_close(&c);
	world_client(w, &c, w->kari_account, lang);
	client_get(&c, "/h/noticed");
	client_click(&c, say(&c, "Show how it has gone").at);
	CHECK_STR(c.path, "/h/so-far");
	CHECK(strstr(c.body.at, "<svg") != NULL);
	SAYS(&c, "How many were done, week by week.");
	client_close(&c);
}

/* --- the clinic ---------------------------------------------------------- */

JOURNEY(clinic_report)
{
	struct client c;

	records_make(w, w->kari_account);
	like(w, "nb", "standard", 14, 9);
	like(w, "en", "standard", 6, 5);
	world_client(w, &c, w->sam, lang);
	client_get(&c, "/team");
	client_click(&c, say(&c, "How the exercises go").at);
	WANT(&c, c.status, 200);
	SAYS(&c, "Numbers of fewer than 5 patients are hidden, and others with "
	    "them where a hidden number could be told from a total. “–” stands "
	    "for both. Nothing here is about one therapist.");
	HAS_NOT(&c, "Ann");
	HAS_NOT(&c, "Kari");
	client_get(&c, "/team/w?by=language");
	SAYS(&c, "What was done");
	SAYS(&c, "Share done");
	/* Kari, in English, has two: one half done, one not told. */
	WANT(&c, client_get(&c, "/team/w.csv?by=language"), 200);
	HAS(&c, "language,patients,proposed,talk_first,agreed,done,done_share");
	HAS(&c, "\r\nen,7,8,hidden,8,6,0.75,");
	HAS(&c, "\r\nnb,14,14,hidden,14,9,0.64,");
	HAS(&c, "\r\nall,21,22,hidden,22,15,0.68,");
	CHECK_INT(world_audit(w, "team.read-work", w->sam, ID_NONE), 3);
	CHECK_INT(world_audit(w, "team.read", w->sam, ID_NONE), 1);
	client_close(&c);
}

/* Two of few: neither they nor, by what is left of the sum, the others. */
WORLD(clinic_report_hides_few)
{
	struct client c;

	records_make(w, w->kari_account);
	like(w, "nb", "standard", 12, 12);
	like(w, "nb", "plain", 2, 2);
	world_client(w, &c, w->sam, "en");
	client_get(&c, "/team/w.csv?by=reading");
	HAS(&c, "\r\nplain,hidden,hidden,hidden,hidden,hidden,hidden,");
	HAS(&c, "\r\nstandard,hidden,hidden,hidden,hidden,hidden,hidden,");
	HAS(&c, "\r\nall,15,16,");
	client_get(&c, "/team/w?by=reading");
	HAS(&c, "16 exercises were agreed on with 15 patients.");
	CHECK(strstr(c.body.at, ">15<") != NULL);
	CHECK(strstr(c.body.at, ">13<") == NULL);
	CHECK(strstr(c.body.at, ">2<") == NULL);
	client_close(&c);
}

WORLD(clinic_report_of_few_is_silent)
{
	struct client c;

	records_make(w, w->kari_account);
	records_make(w, w->ola_account);
	world_client(w, &c, w->sam, "en");
	WANT(&c, client_get(&c, "/team/w"), 200);
	HAS(&c, "Too few patients to tell anything about without telling "
	    "about someone.");
	HAS_NOT(&c, "were agreed on with");
	client_get(&c, "/team/w.csv");
	HAS(&c, "\r\nall,hidden,hidden,");
	client_close(&c);
}

JOURNEY(clinic_report_period)
{
	struct client c;

	records_make(w, w->kari_account);
	like(w, "nb", "standard", 8, 4);
	world_client(w, &c, w->sam, lang);
	WANT(&c, client_get(&c, "/team/w?from=2025-01-01&to=2025-03-01"), 200);
	SAYS(&c, "Nothing was proposed in this period.");
	WANT(&c, client_get(&c, "/team/w?programme=nosuch"), 200);
	SAYS(&c, "Nothing was proposed in this period.");
	/* What is wrong is told at its field, and what was typed stays. */
	WANT(&c, client_get(&c, "/team/w?from=soon&to=2026-03-02"), 422);
	SAYS(&c, "Write the day with the whole year, like 2026-07-06.");
	CHECK_STR(client_field(&c, "/team/w", "from"), "soon");
	CHECK_STR(client_field(&c, "/team/w", "to"), "2026-03-02");
	WANT(&c, client_get(&c, "/team/w?from=2026-03-02&to=2026-03-01"), 422);
	SAYS(&c, "The last day is before the first.");
	WANT(&c, client_get(&c, "/team/w?from=2020-01-01&to=2026-03-01"), 422);
	SAYS(&c, "Choose at most %1 days.");
	WANT(&c, client_get(&c, "/team/w?from=9999999-01-01"), 422);
	WANT(&c, client_get(&c, "/team/w?by=therapist"), 200);
	SAYS(&c, "Programme");
	WANT(&c, client_get(&c, "/team/w.csv?from=soon"), 400);
	client_close(&c);
}

/* Another clinic's supervisor sees none of it. */
WORLD(clinic_report_is_ones_own)
{
	struct client c;

	records_make(w, w->kari_account);
	like(w, "nb", "standard", 12, 12);
	world_client(w, &c, w->eve, "en");
	WANT(&c, client_get(&c, "/team/w"), 200);
	HAS(&c, "Nothing was proposed in this period.");
	client_close(&c);
}

int
main(int argc, char **argv)
{
	return test_run("web_report", argc, argv);
}
