/* SPDX-License-Identifier: Apache-2.0 */
/* A part of test_db.c: who is told of what was written, and when. */
#pragma once

SQL(watch_add, "patient:id n:int", "",
    "INSERT INTO thing (id, n) VALUES ($1, $2)");
SQL(watch_name, "patient:id name:text", "",
    "UPDATE thing SET name = $2 WHERE id = $1");

enum { WATCH_MANY = 30 };
static const struct db_watch watch_list[] = { { "thing", "INSERT", 1 },
    { "thing", "name", 2 } };
static int watch_told, watch_bits, watch_seen;
static struct id watch_ids[WATCH_MANY];

static void
watch_settle(struct tx *tx, struct id patient, unsigned bits, void *arg)
{
	ROWS(r, tx, thing_get, patient);

	CHECK(arg == &watch_told);
	watch_told++;
	watch_bits |= (int)bits;
	watch_seen += rows_next(&r);
}

static bool
watch_write(struct tx *tx, void *arg)
{
	int i, n = *(int *)arg;

	for (i = 0; i < n; i++)
		db_run(tx, watch_add, watch_ids[i], i);
	for (i = 0; i < n; i++)
		db_run(tx, watch_name, watch_ids[i], S("x"));
	return n != 3;
}

static int
watch_run(struct db *db, int n)
{
	watch_told = watch_bits = watch_seen = 0;
	CHECK_RC(db_tx(db, test_arena, watch_write, &n), RC_OK);
	return watch_told;
}

/* Once each, in the transaction; many at once may be told twice. */
EACH(written_rows_are_told)
{
	int i;

	thing_table(fx->db);
	for (i = 0; i < WATCH_MANY; i++)
		watch_ids[i] = id_random();
	db_watch(fx->db, watch_list, 2, watch_settle, &watch_told);
	CHECK_INT(watch_run(fx->db, 3), 0);	/* it is not kept */
	CHECK_INT(watch_run(fx->db, 1), 1);
	CHECK_INT(watch_bits, 3);
	CHECK_INT(watch_seen, 1);
	for (i = 0; i < WATCH_MANY; i++)
		watch_ids[i] = id_random();
	raw(fx->db, "DELETE FROM thing");
	CHECK(watch_run(fx->db, WATCH_MANY) >= WATCH_MANY);
	CHECK_INT(watch_bits, 3);
	CHECK_INT(watch_seen, watch_told);
}
