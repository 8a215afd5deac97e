/* SPDX-License-Identifier: Apache-2.0 */
/* The key file: its path, its rights, its content; making one. */
#include "vault/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/random.h"
#include "vault/vault.h"

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
		return file_fault(RC_IO, a, why, path, str_fmt(a, "cannot be "
		    "opened (%s)", strerrordesc_np(errno)).at,
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
		return file_fault(RC_IO, a, why, path, str_fmt(a, "cannot be "
		    "made (%s)", strerrordesc_np(errno)).at,
		    "Make its folder, writable for the user Mellom runs as.");
	ok = fchmod(fd, 0400) == 0 && key_write(fd);
	if (close(fd) != 0 || !ok || !folder_sync(path, a)) {
		unlink(path);
		return file_fault(RC_IO, a, why, path, "could not be written",
		    "Check that its disk has room; nothing was kept.");
	}
	return RC_OK;
}
