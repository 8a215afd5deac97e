/* SPDX-License-Identifier: Apache-2.0 */
#include "routes.h"

#include "admin/pages.h"
#include "caseload/pages.h"
#include "course/pages.h"
#include "encounters/pages.h"
#include "homework/pages.h"
#include "measures/pages.h"
#include "messages/pages.h"
#include "people/actor.h"
#include "people/pages.h"
#include "reminders/pages.h"
#include "today/pages.h"
#include "work/pages.h"

#define FORM FORM_BODY_MAX
#define SMALL (16 * 1024)
#define ANY ROLE_ANY
#define SIGNED (ROLE_PATIENT | ROLE_STAFF)
#define CLINICIAN (ROLE_THERAPIST | ROLE_SUPERVISOR)
#define GET(path, who, over, audit, run) \
	{ "GET", path, who, over, audit, 0, RUN_LOOP, 0, run, NULL, #run }
#define SLOW(path, who, over, audit, run) \
	{ "GET", path, who, over, audit, 0, RUN_WORKER, 0, run, NULL, #run }
#define POST(path, who, over, audit, max, run) \
	{ "POST", path, who, over, audit, max, RUN_LOOP, 0, run, NULL, #run }
#define KEEP(path, who, over, run) \
	{ "POST", path, who, over, NULL, FORM, RUN_LOOP, ROUTE_KEEP, run, \
	    NULL, #run }
#define AFTER(path, over, audit, max, run) \
	{ "POST", path, ROLE_PATIENT, over, audit, max, RUN_LOOP, ROUTE_AFTER, \
	    run, NULL, #run }
#define PASSWORD(path, who, over, audit, run, before) \
	{ "POST", path, who, over, audit, SMALL, RUN_PASSWORD, 0, run, before, \
	    #run }

/*
 * Read it as a table: who may do what over whom, and what the audit calls
 * it (NULL: nothing to tell, or the room writes a more exact row itself).
 * `mellom routes` prints it; test/golden/routes.txt holds it still.
 */
const struct route routes[] = {
	/* Open to all. */
	GET("/", ANY, OVER_NOBODY, NULL, home_get),
	GET("/sign-in", ANY, OVER_NOBODY, NULL, sign_in_get),
	PASSWORD("/sign-in", ANY, OVER_NOBODY, NULL, sign_in_post,
	    sign_in_before),
	GET("/i/:token", ANY, OVER_NOBODY, NULL, invitation_get),
	PASSWORD("/i/:token", ANY, OVER_NOBODY, NULL, invitation_post,
	    invitation_before),
	GET("/help", ANY, OVER_NOBODY, NULL, help_get),
	GET("/exit", ANY, OVER_NOBODY, NULL, exit_get),
	{ "POST", "/exit", ANY, OVER_NOBODY, NULL, SMALL, RUN_LOOP, ROUTE_AGAIN,
	    exit_post, NULL, "exit_post" },
	GET("/about", ANY, OVER_NOBODY, NULL, about_get),
	{ "POST", "/csp", ANY, OVER_NOBODY, NULL, SMALL, RUN_LOOP, ROUTE_FREE,
	    csp_post, NULL, "csp_post" },

	/* Everyone signed in, over themself. */
	POST("/sign-out", SIGNED, OVER_NOBODY, "session.end", SMALL,
	    sign_out_post),
	GET("/kept", SIGNED, OVER_NOBODY, NULL, kept_get),
	POST("/kept/:id/drop", SIGNED, OVER_NOBODY, NULL, SMALL,
	    kept_drop_post),
	GET("/me", SIGNED, OVER_NOBODY, NULL, me_get),
	POST("/me/language", SIGNED, OVER_NOBODY, NULL, SMALL,
	    me_language_post),
	GET("/me/pages", SIGNED, OVER_NOBODY, NULL, me_pages_get),
	POST("/me/pages", SIGNED, OVER_NOBODY, NULL, SMALL, me_pages_post),
	POST("/me/sessions", SIGNED, OVER_NOBODY, "session.end-others", SMALL,
	    me_sessions_post),
	POST("/me/look", ROLE_PATIENT, OVER_OWN, "look.choose", SMALL,
	    me_look_post),
	GET("/me/password", SIGNED, OVER_NOBODY, NULL, me_password_get),
	PASSWORD("/me/password", SIGNED, OVER_NOBODY, "password.change",
	    me_password_post, me_password_before),
	GET("/me/reach", ROLE_STAFF, OVER_CLINIC, NULL, reach_page_get),
	POST("/me/reach", ROLE_STAFF, OVER_CLINIC, "account.reach", SMALL,
	    reach_page_post),

	/* The patient. */
	GET("/me/reminders", ROLE_PATIENT, OVER_OWN, NULL, reminders_get),
	AFTER("/me/reminders", OVER_OWN, "reminder.choose", SMALL,
	    reminders_post),
	AFTER("/me/reminders/test", OVER_OWN, NULL, SMALL,
	    reminders_test_post),
	GET("/start", ROLE_PATIENT, OVER_OWN, NULL, start_get),
	POST("/start", ROLE_PATIENT, OVER_OWN, "matters.write", SMALL,
	    start_post),
	SLOW("/who", ROLE_PATIENT, OVER_OWN, NULL, who_get),
	GET("/today", ROLE_PATIENT, OVER_OWN, NULL, today_get),
	GET("/plan", ROLE_PATIENT, OVER_OWN, NULL, plan_get),
	GET("/help/plan", ROLE_PATIENT, OVER_OWN, NULL, safety_get),
	POST("/help/plan", ROLE_PATIENT, OVER_OWN, "safety-plan.write", FORM,
	    safety_post),
	GET("/plan/about", ROLE_PATIENT, OVER_OWN, NULL, plan_about_get),
	GET("/plan/ahead", ROLE_PATIENT, OVER_OWN, NULL, plan_ahead_get),
	POST("/plan/back", ROLE_PATIENT, OVER_OWN, "course.back", SMALL,
	    plan_back_post),
	AFTER("/plan/words", OVER_OWN, "reading.choose", SMALL,
	    plan_words_post),
	GET("/c/:word", ROLE_PATIENT, OVER_OWN, NULL, chapter_get),
	GET("/c/:word/:word", ROLE_PATIENT, OVER_OWN, NULL, chapter_get),
	AFTER("/c/:word/:word", OVER_OWN, "chapter.page", SMALL, chapter_post),
	GET("/e/:word/:word", ROLE_PATIENT, OVER_OWN, NULL, exercise_get),
	POST("/e/:word/:word", ROLE_PATIENT, OVER_OWN, "answer.save", FORM,
	    exercise_post),
	KEEP("/e/:word/:word/keep", ROLE_PATIENT, OVER_OWN, exercise_keep),
	GET("/q/:word/:word", ROLE_PATIENT, OVER_OWN, NULL, measure_page_get),
	AFTER("/q/:word/:word", OVER_OWN, "answer.save", FORM,
	    measure_page_post),
	{ "POST", "/q/:word/:word/keep", ROLE_PATIENT, OVER_OWN, NULL, FORM,
	    RUN_LOOP, ROUTE_KEEP | ROUTE_AFTER, measure_page_keep, NULL,
	    "measure_page_keep" },
	GET("/q/:word/:word/done", ROLE_PATIENT, OVER_OWN, NULL,
	    measure_done_get),
	AFTER("/q/:word/:word/done", OVER_OWN, "answer.follow-up", SMALL,
	    measure_done_post),
	POST("/h/agree", ROLE_PATIENT, OVER_OWN, "homework.propose", SMALL,
	    homework_agree_post),
	GET("/h/new", ROLE_PATIENT, OVER_OWN, NULL, homework_new_get),
	POST("/h/new", ROLE_PATIENT, OVER_OWN, "homework.agree", FORM,
	    homework_new_post),
	POST("/h/pick", ROLE_PATIENT, OVER_OWN, "homework.propose", SMALL,
	    homework_pick_post),
	GET("/mine", ROLE_PATIENT, OVER_OWN, NULL, mine_get),
	GET("/h/noticed", ROLE_PATIENT, OVER_OWN, NULL, homework_noticed_get),
	GET("/h/so-far", ROLE_PATIENT, OVER_OWN, NULL, homework_so_far_get),
	POST("/h/unsure", ROLE_PATIENT, OVER_OWN, "homework.unsure", SMALL,
	    homework_unsure_post),
	GET("/h/:id", ROLE_PATIENT, OVER_OWN, NULL, homework_page_get),
	POST("/h/:id", ROLE_PATIENT, OVER_OWN, "homework.report", FORM,
	    homework_page_post),
	POST("/h/:id/yes", ROLE_PATIENT, OVER_OWN, "homework.agree", FORM,
	    homework_yes_post),
	GET("/h/:id/plan", ROLE_PATIENT, OVER_OWN, NULL, homework_plan_get),
	POST("/h/:id/plan", ROLE_PATIENT, OVER_OWN, "homework.plan", FORM,
	    homework_plan_post),
	POST("/h/:id/asked", ROLE_PATIENT, OVER_OWN, "homework.plan", SMALL,
	    homework_asked_post),
	POST("/h/:id/fit", ROLE_PATIENT, OVER_OWN, "homework.does-not-fit",
	    SMALL, homework_fit_post),
	POST("/h/:id/try", ROLE_PATIENT, OVER_OWN, "homework.talked", SMALL,
	    homework_try_post),
	POST("/h/:id/stop", ROLE_PATIENT, OVER_OWN, "homework.end", SMALL,
	    homework_stop_post),
	GET("/h/:id/e/:word", ROLE_PATIENT, OVER_OWN, NULL,
	    homework_entry_get),
	POST("/h/:id/e/:word", ROLE_PATIENT, OVER_OWN, "answer.save", FORM,
	    homework_entry_post),
	KEEP("/h/:id/e/:word/keep", ROLE_PATIENT, OVER_OWN,
	    homework_entry_keep),
	GET("/m", ROLE_PATIENT, OVER_OWN, NULL, message_page_get),
	POST("/m", ROLE_PATIENT, OVER_OWN, "message.send", FORM,
	    message_page_post),
	KEEP("/m/keep", ROLE_PATIENT, OVER_OWN, message_page_keep),
	GET("/way", ROLE_PATIENT, OVER_OWN, NULL, way_get_page),
	GET("/way/week", ROLE_PATIENT, OVER_OWN, NULL, way_week_get),
	POST("/way/week", ROLE_PATIENT, OVER_OWN, "way.leave", SMALL,
	    way_week_post),
	GET("/way/d/:id", ROLE_PATIENT, OVER_OWN, NULL, way_days_get),
	POST("/way/d/:id", ROLE_PATIENT, OVER_OWN, "way.correct", SMALL,
	    way_days_post),
	GET("/way/ask", ROLE_PATIENT, OVER_OWN, NULL, way_ask_get),
	POST("/way/ask", ROLE_PATIENT, OVER_OWN, "way.say", SMALL,
	    way_ask_post),
	GET("/way/plan", ROLE_PATIENT, OVER_OWN, NULL, way_plan_get),
	POST("/way/plan", ROLE_PATIENT, OVER_OWN, "way.plan", FORM,
	    way_plan_post),
	KEEP("/way/plan/keep", ROLE_PATIENT, OVER_OWN, way_plan_keep),
	GET("/way/back", ROLE_PATIENT, OVER_OWN, NULL, way_back_get),
	POST("/way/back", ROLE_PATIENT, OVER_OWN, "way.back", SMALL,
	    way_back_post),
	GET("/way/job", ROLE_PATIENT, OVER_OWN, NULL, way_job_get),
	POST("/way/job", ROLE_PATIENT, OVER_OWN, "way.job", SMALL,
	    way_job_post),
	GET("/way/hand", ROLE_PATIENT, OVER_OWN, NULL, way_hand_get),
	POST("/way/hand", ROLE_PATIENT, OVER_OWN, NULL, FORM, way_hand_post),
	GET("/way/hand/:id", ROLE_PATIENT, OVER_OWN, NULL, way_handed_get),
	GET("/way/talk", ROLE_PATIENT, OVER_OWN, NULL, way_talk_get),
	GET("/talks", ROLE_PATIENT, OVER_OWN, NULL, talks_get),
	POST("/talks/:id/unsure", ROLE_PATIENT, OVER_OWN, "homework.unsure",
	    SMALL, talk_unsure_post),

	/* The therapist's own list, and one patient of it. */
	GET("/guide", CLINICIAN, OVER_NOBODY, NULL, guide_get),
	GET("/guide/:word/:word", CLINICIAN, OVER_NOBODY, NULL, guide_get),
	GET("/list", ROLE_THERAPIST, OVER_LIST, "list.read", list_get),
	GET("/list/mine", ROLE_THERAPIST, OVER_LIST, "practice.own",
	    list_mine_get),
	GET("/list/new", ROLE_THERAPIST, OVER_CLINIC, NULL, patient_new_get),
	POST("/list/new", ROLE_THERAPIST, OVER_CLINIC, NULL, FORM,
	    patient_new_post),
	GET("/list/away", ROLE_THERAPIST, OVER_LIST, "list.read",
	    list_away_get),
	POST("/list/away", ROLE_THERAPIST, OVER_CLINIC, NULL, SMALL,
	    list_away_post),
	GET("/p/:patient", CLINICIAN, OVER_CARE, "patient.read",
	    patient_page_get),
	GET("/p/:patient/link", CLINICIAN, OVER_CARE, "patient.read",
	    patient_link_get),
	POST("/p/:patient/link", CLINICIAN, OVER_CARE, "invitation.make", SMALL,
	    patient_link_post),
	GET("/p/:patient/record", CLINICIAN, OVER_CARE, "record.read",
	    record_get),
	GET("/p/:patient/contact", CLINICIAN, OVER_CARE, "patient.read-contact",
	    contact_get),
	GET("/p/:patient/plan", CLINICIAN, OVER_CARE, "safety-plan.read",
	    safety_get),
	POST("/p/:patient/plan", CLINICIAN, OVER_CARE, "safety-plan.write",
	    FORM, safety_post),
	GET("/p/:patient/a/:id", CLINICIAN, OVER_CARE, "answer.read",
	    answer_page_get),
	POST("/p/:patient/c/:word", CLINICIAN, OVER_CARE, NULL, FORM,
	    switch_post),
	GET("/p/:patient/read/:word", CLINICIAN, OVER_CARE, "course.read",
	    chapter_read_get),
	GET("/p/:patient/course", CLINICIAN, OVER_CARE, "course.read",
	    own_get),
	POST("/p/:patient/course/:word", CLINICIAN, OVER_CARE, NULL, FORM,
	    own_post),
	POST("/p/:patient/course/v/:id", CLINICIAN, OVER_CARE, NULL, SMALL,
	    own_back_post),
	GET("/p/:patient/weeks", CLINICIAN, OVER_CARE, "course.read",
	    weeks_get),
	POST("/p/:patient/weeks/pause", CLINICIAN, OVER_CARE, "course.pause",
	    SMALL, weeks_pause_post),
	POST("/p/:patient/weeks/back", CLINICIAN, OVER_CARE, "course.back",
	    SMALL, weeks_back_post),
	POST("/p/:patient/weeks/end", CLINICIAN, OVER_CARE, NULL, SMALL,
	    weeks_end_post),
	POST("/p/:patient/weeks/again", CLINICIAN, OVER_CARE, NULL, SMALL,
	    weeks_again_post),
	GET("/p/:patient/w", CLINICIAN, OVER_CARE, "homework.read", work_get),
	GET("/p/:patient/w/new", CLINICIAN, OVER_CARE, "homework.read",
	    work_new_get),
	POST("/p/:patient/w/new", CLINICIAN, OVER_CARE, "homework.propose",
	    FORM, work_new_post),
	GET("/p/:patient/w/report", CLINICIAN, OVER_CARE, "homework.read",
	    work_report_get),
	GET("/p/:patient/w/:id", CLINICIAN, OVER_CARE, "homework.read",
	    work_one_get),
	POST("/p/:patient/w/:id/plan", CLINICIAN, OVER_CARE, "homework.plan",
	    FORM, work_plan_post),
	POST("/p/:patient/w/:id/end", CLINICIAN, OVER_CARE, "homework.end",
	    SMALL, work_end_post),
	POST("/p/:patient/w/:id/talked", CLINICIAN, OVER_CARE,
	    "homework.talked", SMALL, work_talked_post),
	POST("/p/:patient/unsure", CLINICIAN, OVER_CARE,
	    "homework.unsure-close", SMALL, work_unsure_post),
	POST("/p/:patient/h/:id", CLINICIAN, OVER_CARE, "homework.review", FORM,
	    homework_review_post),
	GET("/p/:patient/m", CLINICIAN, OVER_CARE, "message.read",
	    patient_message_get),
	GET("/p/:patient/m/:id", CLINICIAN, OVER_CARE, "message.read",
	    message_to_work_get),
	POST("/p/:patient/m", CLINICIAN, OVER_CARE, "message.send", FORM,
	    patient_message_post),
	KEEP("/p/:patient/m/keep", CLINICIAN, OVER_CARE, patient_message_keep),
	GET("/p/:patient/way", CLINICIAN, OVER_CARE, "way.read", way_get_page),
	POST("/p/:patient/way/note", CLINICIAN, OVER_CARE, "way.note", SMALL,
	    way_note_post),
	GET("/p/:patient/way/week", CLINICIAN, OVER_CARE, "way.read",
	    way_week_get),
	POST("/p/:patient/way/week", CLINICIAN, OVER_CARE, "way.leave", SMALL,
	    way_week_post),
	GET("/p/:patient/way/d/:id", CLINICIAN, OVER_CARE, "way.read",
	    way_days_get),
	POST("/p/:patient/way/d/:id", CLINICIAN, OVER_CARE, "way.correct",
	    SMALL, way_days_post),
	GET("/p/:patient/way/plan", CLINICIAN, OVER_CARE, "way.read",
	    way_plan_get),
	POST("/p/:patient/way/plan", CLINICIAN, OVER_CARE, "way.plan", FORM,
	    way_plan_post),
	KEEP("/p/:patient/way/plan/keep", CLINICIAN, OVER_CARE,
	    way_plan_keep),
	GET("/p/:patient/way/v/:word", CLINICIAN, OVER_CARE, "way.read",
	    way_version_get),
	GET("/p/:patient/way/back", CLINICIAN, OVER_CARE, "way.read",
	    way_back_get),
	POST("/p/:patient/way/back", CLINICIAN, OVER_CARE, "way.back", SMALL,
	    way_back_post),
	GET("/p/:patient/way/job", CLINICIAN, OVER_CARE, "way.read",
	    way_job_get),
	POST("/p/:patient/way/job", CLINICIAN, OVER_CARE, "way.job", SMALL,
	    way_job_post),
	GET("/p/:patient/way/hand/:id", CLINICIAN, OVER_CARE, "way.read",
	    way_handed_get),
	POST("/p/:patient/m/:id/back", CLINICIAN, OVER_CARE, NULL, SMALL,
	    message_later_back_post),
	GET("/p/:patient/t", CLINICIAN, OVER_CARE, "talk.read",
	    contact_get_list),
	POST("/p/:patient/t", CLINICIAN, OVER_CARE, "talk.plan", FORM,
	    contact_post_plan),
	POST("/p/:patient/t/rhythm", CLINICIAN, OVER_CARE, "talk.rhythm", SMALL,
	    contact_rhythm_post),
	GET("/p/:patient/t/:id", CLINICIAN, OVER_CARE, "talk.read",
	    contact_one_get),
	POST("/p/:patient/t/:id", CLINICIAN, OVER_CARE, "talk.write", FORM,
	    contact_one_post),
	KEEP("/p/:patient/t/:id/keep", CLINICIAN, OVER_CARE, contact_one_keep),
	GET("/p/:patient/t/:id/w", CLINICIAN, OVER_CARE, "talk.read",
	    contact_one_work_get),
	GET("/p/:patient/minutes", CLINICIAN, OVER_CARE, "minutes.read",
	    minutes_get),
	POST("/p/:patient/minutes", CLINICIAN, OVER_CARE, "minutes.write",
	    SMALL, minutes_post),
	GET("/p/:patient/n/:id", CLINICIAN, OVER_CARE, "alert.read",
	    alert_page_get),
	POST("/p/:patient/n/:id/take", CLINICIAN, OVER_CARE, NULL, SMALL,
	    alert_take_post),
	POST("/p/:patient/n/:id/close", CLINICIAN, OVER_CARE, NULL,
	    FORM, alert_close_post),

	/* The supervisor: queues without texts; a record only with a reason. */
	GET("/team", ROLE_SUPERVISOR, OVER_TEAM, "team.read", team_get),
	GET("/team/duty", ROLE_SUPERVISOR | ROLE_ADMIN, OVER_CLINIC, NULL,
	    duty_page_get),
	POST("/team/duty", ROLE_SUPERVISOR | ROLE_ADMIN, OVER_CLINIC,
	    "duty.change", SMALL, duty_page_post),
	GET("/team/minutes", ROLE_SUPERVISOR, OVER_TEAM, "team.read",
	    team_minutes_get),
	SLOW("/team/w", ROLE_SUPERVISOR, OVER_TEAM, "team.read-work",
	    clinic_report_get),
	SLOW("/team/w.csv", ROLE_SUPERVISOR, OVER_TEAM, "team.read-work",
	    clinic_report_csv),
	GET("/team/look", ROLE_SUPERVISOR, OVER_TEAM, "practice.sample",
	    look_get),
	POST("/team/look", ROLE_SUPERVISOR, OVER_TEAM, "practice.draw", SMALL,
	    look_post),
	GET("/team/look/:id", ROLE_SUPERVISOR, OVER_PART, "practice.read",
	    look_one_get),
	POST("/team/look/:id", ROLE_SUPERVISOR, OVER_TEAM, "practice.rate",
	    SMALL, look_one_post),
	POST("/team/look/:id/open", ROLE_SUPERVISOR, OVER_TEAM, NULL, SMALL,
	    look_open_post),
	GET("/team/:id/open", CLINICIAN, OVER_TEAM, NULL, glass_get),
	POST("/team/:id/open", CLINICIAN, OVER_TEAM, NULL, SMALL,
	    glass_post),
	POST("/team/:id/take", CLINICIAN, OVER_TEAM, "care.take", SMALL,
	    take_post),

	/* The administrator: accounts and settings, no records. */
	GET("/admin", ROLE_ADMIN, OVER_CLINIC, NULL, admin_accounts_get),
	POST("/admin/accounts", ROLE_ADMIN, OVER_CLINIC, "account.make", SMALL,
	    admin_account_make_post),
	GET("/admin/accounts/:id", ROLE_ADMIN, OVER_CLINIC, NULL,
	    admin_account_get),
	POST("/admin/accounts/:id", ROLE_ADMIN, OVER_CLINIC, "account.change",
	    SMALL, admin_account_post),
	GET("/admin/accounts/:id/away", ROLE_ADMIN, OVER_CLINIC, NULL,
	    admin_away_get),
	POST("/admin/accounts/:id/away", ROLE_ADMIN, OVER_CLINIC, NULL, SMALL,
	    admin_away_post),
	GET("/admin/contact", ROLE_ADMIN, OVER_CLINIC, NULL,
	    rhythm_clinic_page_get),
	POST("/admin/contact", ROLE_ADMIN, OVER_CLINIC, "clinic.change", SMALL,
	    rhythm_clinic_page_post),
	GET("/admin/clinic", ROLE_ADMIN, OVER_CLINIC, NULL, admin_clinic_get),
	POST("/admin/clinic", ROLE_ADMIN, OVER_CLINIC, "clinic.change", FORM,
	    admin_clinic_post),
	GET("/admin/safe", ROLE_ADMIN, OVER_CLINIC, NULL, admin_safe_get),
};
const size_t routes_n = sizeof(routes) / sizeof(*routes);

const struct route route_nowhere = GET("", ANY, OVER_NOBODY, NULL,
    page_not_found);
const struct route route_wrong_method = GET("", ANY, OVER_NOBODY, NULL,
    page_wrong_method);

static bool
is_word(struct str s)
{
	size_t i;

	if (s.len == 0 || s.len > 40)
		return false;
	for (i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '.' || c == '_' || c == '-'))
			return false;
	}
	return true;
}

static bool
is_token(struct str s)
{
	unsigned char b[32];

	return str_unhex(s, b, sizeof(b));
}

static bool
part_fits(struct str want, struct str got, struct page *p, size_t *ids,
    size_t *words, struct id *patient)
{
	if (want.len == 0 || want.at[0] != ':')
		return str_eq(want, got);
	if (str_is(want, ":patient"))
		return id_parse(got, patient);
	if (str_is(want, ":id"))
		return *ids < 3 && id_parse(got, &p->ids[(*ids)++]);
	if (*words >= 2)
		return false;
	p->words[(*words)++] = got;
	return str_is(want, ":token") ? is_token(got) : is_word(got);
}

static bool
path_fits(const char *pattern, struct str path, struct page *p,
    struct id *patient)
{
	struct str want = str_z(pattern);
	size_t ids = 0, words = 0;

	if (path.len == 0 || path.at[0] != '/')
		return false;
	/* Most are told apart by one letter. */
	if (path.len > 1 && want.len > 1 && want.at[1] != ':' &&
	    want.at[1] != path.at[1])
		return false;
	want = str_sub(want, 1, want.len);
	path = str_sub(path, 1, path.len);
	for (;;) {
		bool more = str_index(want, '/') < want.len;

		if (more != (str_index(path, '/') < path.len))
			return false;
		if (!part_fits(str_cut(&want, '/'), str_cut(&path, '/'), p,
		    &ids, &words, patient))
			return false;
		if (!more)
			return true;
	}
}

const struct route *
route_find(enum method m, struct str path, struct page *p, struct id *patient,
    bool *other_method)
{
	const char *method = m == METHOD_POST ? "POST" : "GET";
	size_t i;

	*other_method = false;
	*patient = ID_NONE;
	for (i = 0; i < routes_n; i++) {
		if (!path_fits(routes[i].path, path, p, patient))
			continue;
		if (m != METHOD_OTHER && routes[i].method[0] == method[0])
			return &routes[i];
		*other_method = true;
	}
	return NULL;
}
