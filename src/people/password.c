/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account.h"

#include <string.h>
#include <zxcvbn.h>

enum {
	BYTES_MAX = 4 * PASSWORD_MAX + 1,
	WORD_MIN = 3,			/* shorter ones are in every text */
	WORD_BYTES = 64,
	WORDS_MAX = 60,
	NAME_MIN = 4,			/* bytes */
	PHONE_DIGITS = 8,		/* of a number, without the country */
};

#define LOG10_OF_2 0.30102999566398120
/* Guesses an attacker with the stolen hash must not get by with: 10^10. */
#define GUESSES_LOG10_MIN 10.0

/* zxcvbn's lists are English; these stand where "password" does there. */
static const char *const words_nb[] = { "passord", "hemmelig", "velkommen",
	"norge", "sommer", "vinter", "elsker", "qwertyå", "fotball", "oslo",
	"bergen", "trondheim", "klinikk", "pasient", "mellom" };

struct words {
	char at[WORDS_MAX][WORD_BYTES];
	size_t n;
};

static char
low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (unsigned char)c >= 0x80;
}

/* The words of a name or an address, each of its own. */
static void
words_add(struct words *w, struct str s)
{
	size_t i, n = 0;

	for (i = 0; i <= s.len && w->n < WORDS_MAX; i++) {
		char c = i < s.len ? low(s.at[i]) : ' ';

		if (word_char(c)) {
			if (n < WORD_BYTES - 1)
				w->at[w->n][n++] = c;
			continue;
		}
		w->at[w->n][n] = '\0';
		if (n >= WORD_MIN)
			w->n++;
		n = 0;
	}
}

static bool
one_char(struct str s)
{
	struct str first = str_utf8_head(s, 1), rest = s;

	for (; rest.len > 0; rest = str_sub(rest, first.len, rest.len))
		if (!str_starts(rest, first))
			return false;
	return true;
}

/* lower: the password in small letters. */
static bool
contains(struct str lower, struct str part)
{
	size_t i, k;

	if (part.len < NAME_MIN)
		return false;
	for (i = 0; i + part.len <= lower.len; i++) {
		for (k = 0; k < part.len; k++)
			if (lower.at[i + k] != low(part.at[k]))
				break;
		if (k == part.len)
			return true;
	}
	return false;
}

/* A name; of an address also what is before the @, of a number its end. */
static bool
contains_name(struct str lower, struct str name)
{
	size_t at;

	name = str_trim(name);
	at = str_index(name, '@');
	if (contains(lower, name))
		return true;
	if (at < name.len)
		return contains(lower, str_sub(name, 0, at));
	return str_starts(name, S("+")) && name.len > PHONE_DIGITS &&
	    contains(lower, str_sub(name, name.len - PHONE_DIGITS, name.len));
}

/* Is it one known word as a whole, or too few guesses away? */
static bool
easy(const char *password, size_t len, const struct str *names, size_t names_n)
{
	struct words w = { .n = 0 };
	const char *dict[WORDS_MAX + 1];
	ZxcMatch_t *info = NULL, *m;
	bool easy_one;
	size_t i;

	for (i = 0; i < sizeof(words_nb) / sizeof(words_nb[0]); i++)
		words_add(&w, str_z(words_nb[i]));
	for (i = 0; i < names_n; i++)
		words_add(&w, names[i]);
	for (i = 0; i < w.n; i++)
		dict[i] = w.at[i];
	dict[w.n] = NULL;
	easy_one = ZxcvbnMatch(password, dict, &info) * LOG10_OF_2 <
	    GUESSES_LOG10_MIN;
	for (m = info; m != NULL; m = m->Next) {
		int type = (int)m->Type & (MULTIPLE_MATCH - 1);

		if (m->Begin == 0 && (size_t)m->Length == len &&
		    type >= DICTIONARY_MATCH && type <= USER_LEET_MATCH)
			easy_one = true;
	}
	ZxcvbnFreeInfo(info);
	return easy_one;
}

void
password_problems(struct problems *out, struct str password,
    const struct str *names, size_t names_n)
{
	struct str field = S("password"), lower;
	char text[BYTES_MAX], small[BYTES_MAX];
	size_t i, n;

	n = str_utf8_valid(password) ? str_utf8_len(password) : 0;
	if (n < PASSWORD_MIN) {
		problem_add_n(out, field, T("Write at least %1 characters. "
		    "Three or four words that do not belong together are easy "
		    "to remember."), PASSWORD_MIN);
		return;
	}
	if (n > PASSWORD_MAX) {
		problem_add_n(out, field, T("Write at most %1 characters."),
		    PASSWORD_MAX);
		return;
	}
	memcpy(text, password.at, password.len);
	text[password.len] = '\0';
	for (i = 0; i < password.len; i++)
		small[i] = low(text[i]);
	lower = (struct str){ small, password.len };
	for (i = 0; i < names_n; i++)
		if (contains_name(lower, names[i]))
			break;
	if (i < names_n)
		problem_add(out, field, T("Leave out names: what you sign in "
		    "with, your own and the clinic's."));
	else if (one_char(password) ||
	    easy(text, password.len, names, names_n))
		problem_add(out, field, T("This one is easy to guess. Take "
		    "three or four words that do not belong together."));
	explicit_bzero(text, sizeof(text));
	explicit_bzero(small, sizeof(small));
}
