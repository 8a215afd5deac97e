/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "db/db.h"
#include "vault/vault.h"

static_assert(NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SLOTS == 64, "as many as slots_taken has bits");

enum {
	OWNER_AAD_BYTES = 16 + 4,
	FETCH_ARENA_BYTES = 1024 * 1024,
	TRIES = 3,
};

SQL_KEYS(owner_key_read, "owner:id",
    "version:int wrapped:bytes? erased_at:int?",
    "SELECT version, wrapped, erased_at FROM owner_key WHERE owner = $1");
SQL_KEYS(owner_key_add, "owner:id version:int wrapped:bytes created_at:int", "",
    "INSERT INTO owner_key (owner, version, wrapped, created_at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
/* Same length, so that SQLite writes over the old bytes in their place. */
SQL_KEYS(owner_key_overwrite, "owner:id zeros:bytes", "",
    "UPDATE owner_key SET wrapped = $2 "
    "WHERE owner = $1 AND wrapped IS NOT NULL");
SQL_KEYS(owner_key_erase, "owner:id erased_at:int", "",
    "UPDATE owner_key SET wrapped = NULL, erased_at = $2 "
    "WHERE owner = $1 AND wrapped IS NOT NULL");

void
put_u32(unsigned char *out, uint32_t n)
{
	int i;

	for (i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> 8 * i);
}

uint32_t
get_u32(const unsigned char *in)
{
	return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 |
	    (uint32_t)in[3] << 24;
}

void
box_close(unsigned char *out, const void *plain, size_t n, const void *aad,
    size_t aad_n, const unsigned char *key)
{
	random_bytes(out, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE_BYTES, NULL,
	    plain, n, aad, aad_n, NULL, out, key);
}

bool
box_open(void *out, const unsigned char *box, size_t box_n, const void *aad,
    size_t aad_n, const unsigned char *key)
{
	if (box_n < BOX_BYTES)
		return false;
	return crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
	    box + NONCE_BYTES, box_n - NONCE_BYTES, aad, aad_n, box, key) == 0;
}

/* --- clear keys --------------------------------------------------------- */

/* More threads than slots at once would wait for a few microseconds. */
static unsigned char *
slot_take(struct vault *v)
{
	for (;;) {
		uint64_t taken = atomic_load(&v->slots_taken);
		int i;

		if (taken == UINT64_MAX) {
			sched_yield();
			continue;
		}
		i = __builtin_ctzll(~taken);
		if (atomic_compare_exchange_weak(&v->slots_taken, &taken,
		    taken | (uint64_t)1 << i))
			return v->secret->slot[i];
	}
}

void
key_drop(struct vault *v, unsigned char *key)
{
	ptrdiff_t i = (key - v->secret->slot[0]) / KEY_BYTES;

	assert(i >= 0 && i < SLOTS);
	sodium_memzero(key, KEY_BYTES);
	atomic_fetch_and(&v->slots_taken, ~((uint64_t)1 << i));
}

static void
owner_aad(unsigned char *out, struct id owner, uint32_t version)
{
	memcpy(out, owner.b, sizeof(owner.b));
	put_u32(out + sizeof(owner.b), version);
}

/* --- wrapped keys ------------------------------------------------------- */

/* Owners' ids are random, so any of their bytes spread well. */
static struct wrapped *
cache_set(struct vault *v, struct id owner)
{
	return v->cache[get_u32(owner.b + 12) % CACHE_SETS];
}

static bool
cache_get(struct vault *v, struct id owner, struct wrapped *out,
    uint64_t *generation)
{
	struct wrapped *set = cache_set(v, owner);
	int64_t oldest = clock_mono_ms() - CACHE_MS;
	bool found = false;
	int i;

	pthread_mutex_lock(&v->lock);
	*generation = v->generation;
	for (i = 0; i < CACHE_WAYS && !found; i++) {
		found = set[i].used && id_eq(set[i].owner, owner) &&
		    set[i].read_ms >= oldest;
		if (found)
			*out = set[i];
	}
	pthread_mutex_unlock(&v->lock);
	return found;
}

/* Not when an erasure came in between: what was read may be older. */
static void
cache_put(struct vault *v, const struct wrapped *w, uint64_t generation)
{
	struct wrapped *set = cache_set(v, w->owner), *to = &set[0];
	int i;

	pthread_mutex_lock(&v->lock);
	for (i = 0; i < CACHE_WAYS; i++) {
		if (!set[i].used || id_eq(set[i].owner, w->owner)) {
			to = &set[i];
			break;
		}
		if (set[i].read_ms < to->read_ms)
			to = &set[i];
	}
	if (v->generation == generation)
		*to = *w;
	pthread_mutex_unlock(&v->lock);
}

static void
cache_forget(struct vault *v, struct id owner)
{
	struct wrapped *set = cache_set(v, owner);
	int i;

	pthread_mutex_lock(&v->lock);
	v->generation++;
	for (i = 0; i < CACHE_WAYS; i++)
		if (id_eq(set[i].owner, owner))
			sodium_memzero(&set[i], sizeof(set[i]));
	pthread_mutex_unlock(&v->lock);
}

static void
wrapped_read(struct tx *tx, void *arg)
{
	struct wrapped *w = arg;
	ROWS(r, tx, owner_key_read, w->owner);

	w->used = false;
	while (rows_next(&r)) {
		struct bytes box = rows_bytes(&r, "wrapped");
		int64_t version = rows_int(&r, "version");

		w->erased = !rows_null(&r, "erased_at");
		if (w->erased) {
			w->used = true;
		} else if (box.len == WRAPPED_BYTES && version > 0 &&
		    version <= UINT32_MAX) {
			w->used = true;
			w->version = (uint32_t)version;
			memcpy(w->box, box.at, WRAPPED_BYTES);
		}
	}
}

/*
 * Reads in an arena of its own: a request's arena, when full, would jump out
 * of this transaction and leave it open.
 */
static enum rc
wrapped_fetch(struct vault *v, struct id owner, struct wrapped *out)
{
	struct arena *a;
	uint64_t generation;
	enum rc rc;

	if (cache_get(v, owner, out, &generation))
		return RC_OK;
	a = arena_new(FETCH_ARENA_BYTES);
	if (a == NULL)
		return RC_NOMEM;
	*out = (struct wrapped){ .owner = owner, .read_ms = clock_mono_ms() };
	rc = db_read(v->db, a, wrapped_read, out);
	arena_free(a);
	if (rc != RC_OK)
		return rc;
	if (!out->used)
		return RC_BAD;
	cache_put(v, out, generation);
	return RC_OK;
}

enum rc
key_take(struct vault *v, struct id owner, unsigned char **key,
    uint32_t *version)
{
	unsigned char aad[OWNER_AAD_BYTES];
	struct wrapped w;
	enum rc rc = wrapped_fetch(v, owner, &w);

	if (rc == RC_BAD)
		log_error("vault: an owner has no usable key row");
	if (rc != RC_OK)
		return rc;
	if (w.erased)
		return RC_REFUSED;
	owner_aad(aad, owner, w.version);
	*key = slot_take(v);
	*version = w.version;
	if (box_open(*key, w.box, WRAPPED_BYTES, aad, sizeof(aad),
	    v->secret->kek))
		return RC_OK;
	key_drop(v, *key);
	log_error("vault: an owner's key does not open: its row was altered");
	return RC_BAD;
}

static bool
wrapped_add(struct tx *tx, void *arg)
{
	const struct wrapped *w = arg;

	db_run(tx, owner_key_add, w->owner, (int64_t)w->version,
	    ((struct bytes){ w->box, WRAPPED_BYTES }), tx_now(tx));
	return true;
}

/* A row that is not there; one that cannot be used fails in key_take(). */
static enum rc
wrapped_make(struct vault *v, struct id owner)
{
	struct wrapped w = { .owner = owner, .version = 1 };
	unsigned char aad[OWNER_AAD_BYTES], *key;
	struct arena *a = arena_new(FETCH_ARENA_BYTES);
	enum rc rc = RC_LOST;	/* whether it was kept does not matter: again */
	int i;

	if (a == NULL)
		return RC_NOMEM;
	owner_aad(aad, owner, w.version);
	key = slot_take(v);
	random_bytes(key, KEY_BYTES);
	box_close(w.box, key, KEY_BYTES, aad, sizeof(aad), v->secret->kek);
	key_drop(v, key);
	for (i = 0; i < TRIES && rc == RC_LOST; i++)
		rc = db_tx(v->db, a, wrapped_add, &w);
	arena_free(a);
	return rc;
}

enum rc
vault_key_create(struct vault *v, struct id owner)
{
	struct wrapped there;
	uint32_t version;
	unsigned char *key;
	enum rc rc = wrapped_fetch(v, owner, &there);

	assert(!id_is_none(owner));
	if (rc == RC_BAD)
		rc = wrapped_make(v, owner);
	if (rc == RC_OK)	/* read back: it must open */
		rc = key_take(v, owner, &key, &version);
	if (rc == RC_OK)
		key_drop(v, key);
	return rc;
}

static bool
wrapped_erase(struct tx *tx, void *arg)
{
	static const unsigned char zeros[WRAPPED_BYTES];
	const struct id *owner = arg;

	db_run(tx, owner_key_overwrite, *owner,
	    ((struct bytes){ zeros, sizeof(zeros) }));
	db_run(tx, owner_key_erase, *owner, tx_now(tx));
	return true;
}

enum rc
vault_key_erase(struct vault *v, struct id owner)
{
	struct arena *a = arena_new(FETCH_ARENA_BYTES);
	enum rc rc = RC_LOST;
	int i;

	if (a == NULL)
		return RC_NOMEM;
	for (i = 0; i < TRIES && rc == RC_LOST; i++)
		rc = db_tx(v->db, a, wrapped_erase, &owner);
	cache_forget(v, owner);
	arena_free(a);
	return rc == RC_OK ? db_scrub(v->db) : rc;
}

/* --- the key file ------------------------------------------------------- */

static enum rc
file_fault(enum rc rc, struct arena *a, struct str *why, const char *path,
    const char *fault, const char *way_out)
{
	*why = str_fmt(a, "The key file %s %s. %s", path, fault, way_out);
	return rc;
}

/* "credential:NAME" is a file systemd made for this service only. */
static enum rc
file_path(struct str key_file, const char **path, bool *credential,
    struct arena *a, struct str *why)
{
	struct str head = S("credential:");
	struct str name = str_sub(key_file, head.len, key_file.len);
	const char *dir;

	*credential = str_starts(key_file, head);
	if (!*credential) {
		*path = str_copy(a, key_file).at;
		if (key_file.len > 0)
			return RC_OK;
		*why = S("No key file is named. Set key_file to a file outside "
		    "the data folder.");
		return RC_BAD;
	}
	dir = getenv("CREDENTIALS_DIRECTORY");
	if (name.len == 0 || str_index(name, '/') != name.len ||
	    name.at[0] == '.') {
		*why = str_fmt(a, "\"%.*s\" does not name a credential. Write "
		    "credential:NAME, without a folder.", STR(key_file));
		return RC_BAD;
	}
	if (dir == NULL || *dir != '/') {
		*why = str_fmt(a, "The key is to come from the credential "
		    "\"%.*s\", but systemd gave none. Start Mellom as its "
		    "service, with LoadCredential or LoadCredentialEncrypted.",
		    STR(name));
		return RC_IO;
	}
	*path = str_fmt(a, "%s/%.*s", dir, STR(name)).at;
	return RC_OK;
}

/* Is the file below the folder?  Symbolic links are followed on both sides. */
static bool
file_inside(const char *path, struct str dir, struct arena *a)
{
	char *file = arena_many(a, char, PATH_MAX);
	char *folder = arena_many(a, char, PATH_MAX);
	size_t n;

	if (dir.len == 0 || realpath(str_copy(a, dir).at, folder) == NULL ||
	    realpath(path, file) == NULL)
		return false;
	n = strlen(folder);
	if (n == 1)
		return true;
	return strncmp(file, folder, n) == 0 &&
	    (file[n] == '/' || file[n] == '\0');
}

/* Rights of a credential are systemd's to set (they include an ACL). */
static enum rc
file_check(int fd, const char *path, bool credential, struct str data,
    struct arena *a, struct str *why)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return file_fault(RC_IO, a, why, path, strerrordesc_np(errno),
		    "Check the disk it is on.");
	if (S_ISDIR(st.st_mode))
		return file_fault(RC_BAD, a, why, path, "is a folder",
		    "Name the file itself.");
	if (!S_ISREG(st.st_mode))
		return file_fault(RC_BAD, a, why, path, "is not a plain file",
		    "Name a plain file or a systemd credential.");
	if (!credential && st.st_uid != geteuid()) {
		*why = str_fmt(a, "The key file %s belongs to user %u, and "
		    "Mellom runs as user %u. Give it to that user with chown, "
		    "or run as its owner.", path, st.st_uid, geteuid());
		return RC_BAD;
	}
	if (!credential && (st.st_mode & 07777) != 0400 &&
	    (st.st_mode & 07777) != 0600) {
		*why = str_fmt(a, "The key file %s has mode %04o, so others "
		    "may read it or its mode is odd. Only its owner may: "
		    "chmod 0400 %s", path, st.st_mode & 07777, path);
		return RC_BAD;
	}
	if (file_inside(path, data, a))
		return file_fault(RC_BAD, a, why, path, "is inside the data "
		    "folder, where a thief or a backup takes both", "Move it "
		    "to another folder, and to another disk if you can.");
	return RC_OK;
}

static enum rc
file_content(int fd, const char *path, unsigned char *kek, struct arena *a,
    struct str *why)
{
	enum { TEXT_MAX = KEY_FILE_BYTES + 2 };
	char *text = sodium_malloc(TEXT_MAX);
	ssize_t got = 0, n = 0;
	bool ok;

	if (text == NULL)
		return file_fault(RC_NOMEM, a, why, path, "could not be read: "
		    "no memory", "Raise LimitMEMLOCK or free some memory.");
	do {
		got = read(fd, text + n, (size_t)(TEXT_MAX - n));
		if (got > 0)
			n += got;
	} while (n < TEXT_MAX && (got > 0 || (got < 0 && errno == EINTR)));
	if (n == KEY_FILE_BYTES + 1 && text[n - 1] == '\n')
		n--;
	ok = got >= 0 && n == KEY_FILE_BYTES &&
	    str_unhex((struct str){ text, (size_t)n }, kek, KEY_BYTES);
	sodium_free(text);
	if (ok)
		return RC_OK;
	if (got < 0)
		return file_fault(RC_IO, a, why, path, "could not be read",
		    "Check the disk it is on.");
	return file_fault(RC_BAD, a, why, path, "does not hold a key: 64 hex "
	    "digits and a newline", "Put back the copy that was kept of it.");
}

enum rc
key_file_read(struct str key_file, struct str data, unsigned char *kek,
    struct arena *a, struct str *why)
{
	bool credential;
	const char *path;
	enum rc rc = file_path(key_file, &path, &credential, a, why);
	int fd;

	if (rc != RC_OK)
		return rc;
	/* Not blocking: a pipe of that name must not hold the start. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return file_fault(RC_IO, a, why, path, "is missing",
		    "Put back the copy that was kept of it; without it no "
		    "text in the database can be read. A new server makes one "
		    "with: mellom init");
	if (fd < 0)
		return file_fault(RC_IO, a, why, path, strerrordesc_np(errno),
		    "Its owner must be the user that Mellom runs as.");
	rc = file_check(fd, path, credential, data, a, why);
	if (rc == RC_OK)
		rc = file_content(fd, path, kek, a, why);
	close(fd);
	return rc;
}

/* The entry of a new file is on disk only after its folder was synced. */
static bool
folder_sync(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	struct str dir = slash == NULL ? S(".") : slash == path ? S("/") :
	    str_copy(a, (struct str){ path, (size_t)(slash - path) });
	int fd = open(dir.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* A random key, in hex, to an open file: true when it is on disk. */
static bool
key_write(int fd)
{
	enum { TEXT = KEY_FILE_BYTES + 1 };
	unsigned char *key = sodium_malloc(KEY_BYTES);
	char *text = sodium_malloc(TEXT + 1);
	bool ok = key != NULL && text != NULL;

	if (ok) {
		random_bytes(key, KEY_BYTES);
		sodium_bin2hex(text, TEXT + 1, key, KEY_BYTES);
		text[KEY_FILE_BYTES] = '\n';
		ok = write(fd, text, TEXT) == TEXT && fsync(fd) == 0;
	}
	sodium_free(key);
	sodium_free(text);
	return ok;
}

enum rc
vault_key_make(struct str key_file, struct arena *a, struct str *why)
{
	bool credential, ok;
	const char *path;
	enum rc rc;
	int fd;

	if (sodium_init() < 0)
		abort();
	if (str_starts(key_file, S("credential:"))) {
		*why = S("A credential is made with systemd-creds, not by "
		    "Mellom: see docs/keys.md.");
		return RC_REFUSED;
	}
	rc = file_path(key_file, &path, &credential, a, why);
	if (rc != RC_OK)
		return rc;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0 && errno == EEXIST)
		return file_fault(RC_REFUSED, a, why, path, "exists already",
		    "Nothing was changed. Choose another name, or use it.");
	if (fd < 0)
		return file_fault(RC_IO, a, why, path, strerrordesc_np(errno),
		    "Make its folder, writable for the user Mellom runs as.");
	ok = fchmod(fd, 0400) == 0 && key_write(fd);
	if (close(fd) != 0 || !ok || !folder_sync(path, a)) {
		unlink(path);
		return file_fault(RC_IO, a, why, path, "could not be written",
		    "Check that its disk has room; nothing was kept.");
	}
	return RC_OK;
}
