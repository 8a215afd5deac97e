/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Of test_vault.c: missing, wrong and odd key files. */

TEST(wrong_key_file)
{
	ROOM(r);
	struct str why, other = path_in(&r.place, "other");
	struct str print = vault_fingerprint(r.v, test_arena);
	struct vault *v;

	CHECK_INT(print.len, 16);
	CHECK_INT(vault_key_make(other, test_arena, &why), RC_OK);
	CHECK_INT(open_with(&r.place, other, &why), RC_REFUSED);
	CHECK(has(why, "not the one this vault was made with"));
	CHECK(has(why, print.at));
	/* Nor does making it again change the vault. */
	CHECK_INT(vault_open(&v, r.place.where, other, true, test_arena, &why),
	    RC_REFUSED);
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_OK);
	/* A forged fingerprint does not help. */
	steal(&r, forge_print, (struct theft){ .text = S("0011223344556677") });
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_REFUSED);
	steal(&r, forge_print, (struct theft){ .text = print });
	steal(&r, forge_lookup, (struct theft){
	    .box = { (const unsigned char *)"12345678901234567890123456789012"
	    "1234567890123456789012345678901234567890", WRAPPED_BYTES } });
	CHECK_INT(open_with(&r.place, r.place.key, &why), RC_BAD);
	CHECK(has(why, "altered"));
}

TEST(same_fingerprint_other_key)
{
	ROOM(r);
	struct str why, other = path_in(&r.place, "other"), print;
	struct place q = r.place;
	struct vault *v;

	if (on_postgres())
		return;
	CHECK_INT(vault_key_make(other, test_arena, &why), RC_OK);
	q.where = path_in(&r.place, "second");
	q.key = other;
	CHECK(mkdir(q.where.at, 0700) == 0);
	v = vault_of(&q, true);
	print = vault_fingerprint(v, test_arena);
	vault_close(v);
	steal(&r, forge_print, (struct theft){ .text = print });
	CHECK_INT(open_with(&r.place, other, &why), RC_BAD);
	CHECK(has(why, "altered"));
}

static void
file_put(struct str path, const char *text, mode_t mode)
{
	int fd;

	unlink(path.at);
	fd = open(path.at, O_WRONLY | O_CREAT | O_EXCL, 0600);
	CHECK(fd >= 0);
	CHECK(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	CHECK(fchmod(fd, mode) == 0);
	close(fd);
}

#define HEX63 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef"

TEST(key_file_errors)
{
	ROOM(r);
	struct place *p = &r.place;
	struct str why, f = path_in(p, "k"), in = path_in(p, "data/k");
	static const struct {
		const char *text;
		mode_t mode;
		const char *says;
	} bad[] = {
		{ "", 0400, "64 hex" },
		{ HEX63 "\n", 0400, "64 hex" },
		{ HEX63 "f0\n", 0400, "64 hex" },
		{ HEX63 "g\n", 0400, "64 hex" },
		{ HEX63 "f\n\n", 0400, "64 hex" },
		{ " " HEX63 "\n", 0400, "64 hex" },
		{ HEX63 "f\n", 0440, "0440" },
		{ HEX63 "f\n", 0604, "0604" },
		{ HEX63 "f\n", 0700, "0700" },
		{ HEX63 "f\n", 0666, "others" },
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		file_put(f, bad[i].text, bad[i].mode);
		CHECK_INT(open_with(p, f, &why), RC_BAD);
		CHECK(has(why, bad[i].says));
		CHECK(has(why, f.at));
	}
	file_put(f, HEX63 "f", 0600);	/* the newline may be missing */
	CHECK_INT(open_with(p, f, &why), RC_REFUSED);
	CHECK_INT(open_with(p, path_in(p, "nothing"), &why), RC_IO);
	CHECK(has(why, "is missing"));
	CHECK_INT(open_with(p, STR_NONE, &why), RC_BAD);
	CHECK(has(why, "key_file"));
	CHECK_INT(open_with(p, p->data, &why), RC_BAD);
	CHECK(has(why, "is a folder"));
	CHECK_INT(open_with(p, S("/dev/null"), &why), RC_BAD);
	CHECK(has(why, "plain file"));
	CHECK_INT(mkfifo(path_in(p, "pipe").at, 0400), 0);
	CHECK_INT(open_with(p, path_in(p, "pipe"), &why), RC_BAD);
	CHECK(has(why, "plain file"));
	if (geteuid() == 0) {
		file_put(f, HEX63 "f\n", 0400);
		CHECK(chown(f.at, 1, 1) == 0);
		CHECK_INT(open_with(p, f, &why), RC_BAD);
		CHECK(has(why, "belongs to user 1"));
	}
	if (on_postgres())
		return;
	file_put(in, HEX63 "f\n", 0400);
	CHECK_INT(open_with(p, in, &why), RC_BAD);
	CHECK(has(why, "inside the data folder"));
	CHECK(symlink(in.at, path_in(p, "link").at) == 0);
	CHECK_INT(open_with(p, path_in(p, "link"), &why), RC_BAD);
	CHECK(has(why, "inside the data folder"));
	CHECK(symlink(p->key.at, path_in(p, "good").at) == 0);
	CHECK_INT(open_with(p, path_in(p, "good"), &why), RC_OK);
}

TEST(key_make)
{
	ROOM(r);
	struct place *p = &r.place;
	struct stat st;
	struct str why = STR_NONE;

	CHECK(stat(p->key.at, &st) == 0);
	CHECK_INT(st.st_mode & 07777, 0400);
	CHECK_INT(st.st_size, 65);
	CHECK_INT(vault_key_make(p->key, test_arena, &why), RC_REFUSED);
	CHECK(has(why, "exists already"));
	CHECK_INT(vault_key_make(path_in(p, "no/key"), test_arena, &why),
	    RC_IO);
	CHECK(has(why, "folder"));
	CHECK_INT(vault_key_make(S("credential:x"), test_arena, &why),
	    RC_REFUSED);
}

TEST(credential)
{
	ROOM(r);
	struct place *p = &r.place;
	struct str why;

	unsetenv("CREDENTIALS_DIRECTORY");
	CHECK_INT(open_with(p, S("credential:key"), &why), RC_IO);
	CHECK(has(why, "systemd gave none"));
	setenv("CREDENTIALS_DIRECTORY", p->dir, 1);
	CHECK(chmod(p->key.at, 0440) == 0);	/* as with systemd's ACL */
	CHECK_INT(open_with(p, S("credential:key"), &why), RC_OK);
	CHECK_INT(open_with(p, S("credential:"), &why), RC_BAD);
	CHECK_INT(open_with(p, S("credential:../key"), &why), RC_BAD);
	CHECK_INT(open_with(p, S("credential:nothing"), &why), RC_IO);
	unsetenv("CREDENTIALS_DIRECTORY");
}

TEST(no_vault)
{
	struct place p;
	struct str why;

	place_make(&p);
	CHECK(open_with(&p, p.key, &why) != RC_OK);
	CHECK(why.len > 20);
	place_end(&p);
}
