/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <string.h>

#include "base/arena.h"
#include "db/inner.h"

/* What a transaction wrote of whom, for summaries kept with it. */

static bool
word_in(struct str text, struct str word)
{
	return word.len == 0 || memmem(text.at, text.len, word.at, word.len) !=
	    NULL;
}

struct str
db_writes_table(const struct sql *sql)
{
	static const char *const heads[] = { "INSERT INTO ", "UPDATE ",
	    "DELETE FROM " };
	struct str text = str_trim(str_z(sql->text)), rest;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (str_starts(text, str_z(heads[i]))) {
			rest = str_sub(text, strlen(heads[i]), text.len);
			return str_trim(str_cut(&rest, ' '));
		}
	return STR_NONE;
}

static struct db_watched
watched_of(const struct db_spec *s, const struct db_watch *list, size_t n)
{
	struct db_watched w = { 0 };
	struct str table = db_writes_table(s->sql);
	size_t i;

	for (i = 0; i < n; i++)
		if (str_is(table, list[i].table) &&
		    word_in(str_z(s->sql->text), str_z(list[i].word)))
			w.bits |= list[i].bits;
	for (i = 0; w.bits != 0 && i < s->params_n; i++)
		if (s->params[i].type == DB_ID &&
		    strcmp(s->params[i].name, "patient") == 0) {
			w.param = (unsigned)i;
			return w;
		}
	/* Whose row?  check_sql finds the program's own. */
	return (struct db_watched){ 0 };
}

void
db_watch(struct db *db, const struct db_watch *list, size_t n,
    void (*settle)(struct tx *, struct id, unsigned, void *), void *arg)
{
	size_t i;

	db->watch = (struct db_watching){ arena_many(db->arena,
	    struct db_watched, db->specs_n), settle, arg };
	for (i = 0; i < db->specs_n; i++)
		db->watch.specs[i] = watched_of(&db->specs[i], list, n);
}

static void
settle_all(struct tx *tx)
{
	const struct db_watching *w = &tx->db->watch;
	size_t i;

	for (i = 0; i < tx->notes.n && tx->rc == RC_OK; i++)
		w->settle(tx, tx->notes.list[i].patient,
		    tx->notes.list[i].bits, w->arg);
	tx->notes.n = 0;
}

void
tx_note(struct tx *tx, const struct db_spec *s, const struct db_arg *args)
{
	const struct db_watched *w = &tx->db->watch.specs[s - tx->db->specs];
	struct db_notes *notes = &tx->notes;
	struct id patient;
	size_t i;

	if (w->bits == 0)
		return;
	patient = args[w->param].id;
	for (i = 0; i < notes->n && !id_eq(notes->list[i].patient, patient);)
		i++;
	if (i == DB_NOTES_MAX) {
		settle_all(tx);
		i = 0;
	}
	if (i == notes->n) {
		notes->list[i].patient = patient;
		notes->list[i].bits = 0;
		notes->n++;
	}
	notes->list[i].bits |= w->bits;
}

void
tx_settle(struct tx *tx)
{
	struct arena_mark mark;
	jmp_buf full;

	if (tx->notes.n == 0 || tx->rc != RC_OK)
		return;
	if (setjmp(full) != 0) {
		arena_on_full(tx->arena, NULL);
		tx_fail(tx, RC_NOMEM);
		return;
	}
	arena_on_full(tx->arena, &full);
	mark = arena_mark(tx->arena);
	settle_all(tx);
	arena_reset(tx->arena, mark);
	arena_on_full(tx->arena, NULL);
}
