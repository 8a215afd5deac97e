/* SPDX-License-Identifier: Apache-2.0 */
#include "people/clinic_now.h"

#include <stddef.h>

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
	for (l = 0; l < LANG_N; l++)
		copy->rules[l] = str_copy(a, c->rules[l]);
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

/* --- copies in memory ----------------------------------------------------- */

enum { COPY_BYTES_MAX = 1024 * 1024 };

struct clinic_held {
	struct arena *arena;		/* this struct lies in it */
	struct clinic *clinic;
	int n;				/* holders, the cache among them */
};

void
clinic_cache_init(struct clinic_cache *cache)
{
	*cache = (struct clinic_cache){ .first = ID_NONE };
	pthread_mutex_init(&cache->lock, NULL);
}

/* Under the lock. */
static void
held_drop(struct clinic_held **held)
{
	if (*held != NULL && --(*held)->n == 0)
		arena_free((*held)->arena);
	*held = NULL;
}

void
clinic_cache_end(struct clinic_cache *cache)
{
	size_t i;

	for (i = 0; i < CLINICS_KEPT; i++)
		held_drop(&cache->kept[i]);
	pthread_mutex_destroy(&cache->lock);
}

void
clinic_release(struct clinic_cache *cache, struct clinic_held **held)
{
	if (*held == NULL)
		return;
	pthread_mutex_lock(&cache->lock);
	held_drop(held);
	pthread_mutex_unlock(&cache->lock);
}

/* Ids of clinics are random, so any byte of theirs spreads well. */
static struct clinic_held **
place_of(struct clinic_cache *cache, struct id id)
{
	return &cache->kept[id.b[15] % CLINICS_KEPT];
}

const struct clinic *
clinic_last(struct clinic_cache *cache, struct id id,
    struct clinic_held **held)
{
	struct clinic_held *h;

	pthread_mutex_lock(&cache->lock);
	if (id_is_none(id))
		id = cache->first;
	h = *place_of(cache, id);
	if (h != NULL && id_eq(h->clinic->id, id) && h != *held) {
		held_drop(held);
		*held = h;
		h->n++;
	}
	if (*held != NULL && !id_eq((*held)->clinic->id, id))
		held_drop(held);
	pthread_mutex_unlock(&cache->lock);
	return *held == NULL ? NULL : (*held)->clinic;
}

/* A counted copy that the caller holds; kept too, unless a newer one is. */
static void
held_make(struct clinic_cache *cache, const struct clinic *c,
    struct clinic_held **held)
{
	struct arena *a = arena_new(COPY_BYTES_MAX);
	struct clinic_held *h, **place = place_of(cache, c->id);

	if (a == NULL)
		return;
	h = arena_one(a, struct clinic_held);
	*h = (struct clinic_held){ a, clinic_copy(a, c), 1 };
	pthread_mutex_lock(&cache->lock);
	held_drop(held);
	*held = h;
	if (*place == NULL || !id_eq((*place)->clinic->id, c->id) ||
	    (*place)->clinic->version < c->version) {
		held_drop(place);
		*place = h;
		h->n++;
	}
	pthread_mutex_unlock(&cache->lock);
}

static struct id
first_of(struct clinic_cache *cache, struct tx *tx)
{
	struct id id;

	pthread_mutex_lock(&cache->lock);
	id = cache->first;
	pthread_mutex_unlock(&cache->lock);
	if (!id_is_none(id))
		return id;
	id = clinic_first_id(tx);
	pthread_mutex_lock(&cache->lock);
	cache->first = id;
	pthread_mutex_unlock(&cache->lock);
	return id;
}

const struct clinic *
clinic_now(struct clinic_cache *cache, struct tx *tx, struct vault *v,
    struct id id, struct clinic_held **held)
{
	const struct clinic *last;
	struct clinic *now;
	int64_t version;

	if (id_is_none(id))
		id = first_of(cache, tx);
	if (id_is_none(id))
		return NULL;
	version = clinic_version(tx, id);
	last = clinic_last(cache, id, held);
	if (last != NULL && last->version == version)
		return last;
	now = arena_one(tx_arena(tx), struct clinic);
	if (!clinic_load(tx, v, id, now))
		return NULL;
	if (tx_writes(tx))
		return now;
	held_make(cache, now, held);
	return *held != NULL && (*held)->clinic->version == version ?
	    (*held)->clinic : now;
}
