/* SPDX-License-Identifier: Apache-2.0 */
#include "people/clinic_now.h"

#include "base/arena.h"
#include "db/db.h"

SQL(clinic_version_get, "clinic:id", "version:int",
    "SELECT version FROM clinic WHERE id = $1");
SQL(clinic_first_get, "", "id:id",
    "SELECT id FROM clinic ORDER BY created_at, id LIMIT 1");

int64_t
clinic_version(struct tx *tx, struct id clinic)
{
	return db_int(tx, -1, clinic_version_get, clinic);
}

struct id
clinic_first_id(struct tx *tx)
{
	ROWS(r, tx, clinic_first_get);

	return rows_next(&r) ? rows_id(&r, "id") : ID_NONE;
}

struct clinic *
clinic_copy(struct arena *a, const struct clinic *c)
{
	struct clinic *copy = arena_one(a, struct clinic);
	size_t i;
	int l;

	*copy = *c;
	copy->name = str_copy(a, c->name);
	copy->exit_url = str_copy(a, c->exit_url);
	copy->sender = str_copy(a, c->sender);
	for (i = 0; i < c->numbers_n; i++) {
		copy->numbers[i].number = str_copy(a, c->numbers[i].number);
		for (l = 0; l < LANG_N; l++) {
			copy->numbers[i].label[l] =
			    str_copy(a, c->numbers[i].label[l]);
			copy->numbers[i].note[l] =
			    str_copy(a, c->numbers[i].note[l]);
		}
	}
	return copy;
}
