/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/load.h"

#include <string.h>

#include "programme/words.h"

enum { LIX_WORDS_MIN = 100, LONG_WORD = 7 };

/* Letters and digits; what is no ASCII is one from U+00C0 to U+024F. */
static bool
is_letter(struct str s, size_t i)
{
	unsigned char c, d;

	if (i >= s.len)
		return false;
	c = (unsigned char)s.at[i];
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9');
	if ((c & 0xc0) == 0x80)
		return i > 0 && is_letter(s, i - 1);
	if (c < 0xc3 || c > 0xc8 || i + 1 >= s.len)
		return false;
	d = (unsigned char)s.at[i + 1];
	return c != 0xc3 || (d != 0x97 && d != 0xb7);
}

static bool
is_joint(struct str s, size_t i)
{
	return i < s.len && (s.at[i] == '-' || s.at[i] == '\'') &&
	    is_letter(s, i + 1);
}

/* Takes the word that begins at i; its length in letters. */
static int
word_at(struct str s, size_t *i)
{
	int letters = 0;

	while (is_letter(s, *i) || (letters > 0 && is_joint(s, *i))) {
		letters += ((unsigned char)s.at[*i] & 0xc0) != 0x80;
		(*i)++;
	}
	return letters;
}

int
count_words(struct str s)
{
	size_t i = 0;
	int n = 0;

	while (i < s.len)
		if (word_at(s, &i) > 0)
			n++;
		else
			i++;
	return n;
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
matches(struct str s, size_t i, const char *word)
{
	size_t k, n = strlen(word);

	if (i + n > s.len || is_letter(s, i + n))
		return false;
	for (k = 0; k < n; k++)
		if (small(s.at[i + k]) != word[k])
			return false;
	/* "due to" is a cause, not a date */
	return strcmp(word, "due") != 0 ||
	    !str_starts(str_sub(s, i, s.len), S("due to"));
}

void
lint_patient_text(struct lint *lint, struct str s, struct place at,
    enum lang lang)
{
	size_t i, k;

	for (i = 0; i < s.len && !lint->stored; i++) {
		bool start = is_letter(s, i) && (i == 0 ||
		    !is_letter(s, i - 1));

		for (k = 0; start && k < HARD_WORDS_MAX &&
		    hard_words[lang][k] != NULL; k++)
			if (matches(s, i, hard_words[lang][k]))
				lint_error(lint, at, "\"%s\" is a word we do "
				    "not use towards patients",
				    hard_words[lang][k]);
		if (s.at[i] == '\n') {
			at.line++;
			at.column = 1;
		} else if (((unsigned char)s.at[i] & 0xc0) != 0x80) {
			at.column++;
		}
	}
}

struct lix {
	int words, longs, sentences;
	bool open;		/* a sentence has begun */
};

static void
sentence_end(struct lix *x)
{
	x->sentences += x->open;
	x->open = false;
}

static void
lix_line(struct lix *x, struct str line)
{
	size_t i = 0;
	int n;

	if (line.len == 0 || str_starts(line, S("#")) ||
	    str_starts(line, S("- ")))
		sentence_end(x);
	while (i < line.len) {
		n = word_at(line, &i);
		if (n > 0) {
			x->words++;
			x->longs += n >= LONG_WORD;
			x->open = true;
			continue;
		}
		if (strchr(".!?:", line.at[i]) != NULL)
			sentence_end(x);
		i++;
	}
	if (str_starts(line, S("#")))
		sentence_end(x);
}

/* Words a sentence + long words in a hundred; YAML blocks are left out. */
void
lint_lix(struct lint *lint, struct str text, struct place at, int max)
{
	struct lix x = { 0 };
	bool fenced = false, yaml = false;
	struct str line;
	int lix;

	while (text.len > 0) {
		line = str_trim(str_cut(&text, '\n'));
		if (str_starts(line, S("```"))) {
			fenced = !fenced;
			yaml = fenced && (str_is(line, "```exercise") ||
			    str_is(line, "```form") ||
			    str_is(line, "```homework"));
			sentence_end(&x);
		} else if (!yaml) {
			lix_line(&x, line);
		}
	}
	sentence_end(&x);
	if (x.words < LIX_WORDS_MIN || x.sentences == 0)
		return;
	lix = x.words / x.sentences + 100 * x.longs / x.words;
	if (lix > max)
		lint_warning(lint, at, "heavy to read: LIX %d, at most %d "
		    "(shorter sentences, shorter words)", lix, max);
}
