/* SPDX-License-Identifier: Apache-2.0 */
#include "app.h"

#include <stdio.h>
#include "audit/audit.h"
#include "base/arena.h"
#include "base/log.h"
#include "caseload/pages.h"
#include "caseload/summary.h"
#include "course/course.h"
#include "encounters/card.h"
#include "encounters/encounter.h"
#include "homework/card.h"
#include "homework/homework.h"
#include "measures/measures.h"
#include "messages/message.h"
#include "people/called.h"
#include "people/page_frame.h"
#include "messages/about.h"
#include "reminders/escalate.h"
#include "vault/vault.h"
#include "work/card.h"
#include "work/week.h"

enum { APP_ARENA_MAX = 256 * 1024 * 1024 };

/* What hangs on a course ends with it. */
static void
course_over(struct care *c, const struct programme *programme)
{
	homework_end_all(c);
	encounter_end_all(c, programme);
}

static enum rc
db_open_one(struct app *app, const struct app_conf *conf)
{
	struct db_conf c = { .set = DB_MAIN, .create = conf->create };

	c.where = conf->db.len > 0 ? conf->db :
	    str_fmt(app->arena, "%.*s/mellom.db", STR(conf->data));
	return db_open(&app->db, &c, app->arena, &app->why);
}

static enum rc
vault_open_one(struct app *app, const struct app_conf *conf)
{
	struct str where = conf->db.len > 0 ? conf->db : conf->data;

	return vault_open(&app->vault, where, conf->key_file, conf->create,
	    app->arena, &app->why);
}

static enum rc
app_open_parts(struct app *app, const struct app_conf *conf)
{
	enum rc rc = db_open_one(app, conf);

	if (rc == RC_OK && conf->create)
		rc = db_migrate(app->db, app->arena, &app->why);
	if (rc == RC_OK)
		rc = db_version_check(app->db, app->arena, &app->why);
	if (rc == RC_OK)
		rc = vault_open_one(app, conf);
	if (rc != RC_OK)
		return rc;
	db_before_commit(app->db, audit_seal, NULL);
	summary_watch(app->db, app->vault);
	if (conf->create || conf->summary)
		rc = summary_ensure(app->db, app->vault, app->arena);
	if (rc != RC_OK)
		return rc;
	app->gate.db = app->db;
	app->gate.vault = app->vault;
	app->gate.inline_reads = db_engine(app->db) == DB_SQLITE;
	app->gate.slow = pool_new(1, PASSWORD_QUEUE_MAX);
	app->gate.readers = pool_new(8, READ_QUEUE_MAX);
	if (app->gate.slow == NULL || app->gate.readers == NULL) {
		app->why = S("no threads can be started");
		return RC_NOMEM;
	}
	rc = app_content_load(app);
	if (rc != RC_OK && app->why.len == 0)
		app->why = S("the content kept in the database cannot be "
		    "read; load it again with `mellom content load DIR`");
	return rc;
}

enum rc
app_open(struct app *app, const struct app_conf *conf)
{
	*app = (struct app){ .arena = arena_new(APP_ARENA_MAX) };
	if (app->arena == NULL) {
		app->why = S("out of memory");
		return RC_NOMEM;
	}
	pthread_mutex_init(&app->gate.lock, NULL);
	clinic_cache_init(&app->gate.clinics);
	course_hooks.homework_card = homework_card;
	course_hooks.plan_extra = homework_in_plan;
	course_hooks.plan_contact = contact_in_plan;
	message_hooks.talk = contact_talk;
	course_hooks.known = measures_known;
	course_hooks.ended = course_over;
	course_hooks.value = work_value;
	course_hooks.plan_more = work_in_plan;
	message_hooks.answered = worry_answered;
	homework_hooks.answers = message_answer;
	homework_hooks.again = patient_page_again;
	care_hooks.called = escalate_called;
	frame_hooks.way = work_tab;
	frame_hooks.talks = contact_in_absence;
	return app_open_parts(app, conf);
}

void
app_close(struct app *app)
{
	struct gate *g = &app->gate;
	size_t i;

	pool_free(g->slow);
	pool_free(g->readers);
	if (app->db != NULL)
		db_close(app->db);
	if (app->vault != NULL)
		vault_close(app->vault);
	for (i = 0; i < g->contents_n; i++)
		content_free(g->contents[i]);
	clinic_cache_end(&g->clinics);
	pthread_mutex_destroy(&g->lock);
	arena_free(app->arena);
	*app = (struct app){ 0 };
}

struct waiting {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool is_done;
};

static void
request_done(struct gate_run *r)
{
	struct waiting *w = r->ctx;

	pthread_mutex_lock(&w->lock);
	w->is_done = true;
	pthread_cond_signal(&w->done);
	pthread_mutex_unlock(&w->lock);
}

void
app_request(struct app *app, struct req *q, struct reply *reply)
{
	struct waiting w = { .lock = PTHREAD_MUTEX_INITIALIZER,
	    .done = PTHREAD_COND_INITIALIZER };
	struct gate_run *r = arena_one(q->arena, struct gate_run);

	r->gate = &app->gate;
	r->req = q;
	r->reply = reply;
	r->done = request_done;
	r->ctx = &w;
	gate_start(r);
	pthread_mutex_lock(&w.lock);
	while (!w.is_done)
		pthread_cond_wait(&w.done, &w.lock);
	pthread_mutex_unlock(&w.lock);
}
