/* SPDX-License-Identifier: Apache-2.0 */
/*
 * embed -o OUT.c -n NAME file...    files -> struct embedded_file NAME[]
 * embed -po -o OUT.c file.po...     gettext texts -> struct lang_table
 *
 * The first keeps files as string literals (they compile fastest).  The
 * second reads all .po files, takes the language from the name up to its
 * first dot (nb.people.po is nb), merges them and refuses what would go wrong
 * at run time: two translations of one text, a %1 that got lost, a plural
 * rule we do not know.  Errors are told as file:line: message, all of them.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "html/lang_table.h"

enum { ERRORS_MAX = 20 };

static const char *const langs[LANG_N] = { [LANG_EN] = "en", [LANG_NB] = "nb" };

/* The one plural rule of English and the Norwegian languages. */
#define PLURAL_RULE "nplurals=2; plural=(n != 1);"

struct entry {
	char *id, *many_id;	/* many_id NULL: no plural */
	char *text[2];
	const char *file;
	int line;
	bool fuzzy;
};

struct table {
	struct entry *list;
	size_t n, room;
};

static struct table tables[LANG_N];
static int errors;

static void __attribute__((format(printf, 3, 4)))
fault(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	if (errors++ >= ERRORS_MAX)
		return;
	if (line > 0)
		fprintf(stderr, "%s:%d: ", file, line);
	else
		fprintf(stderr, "%s: ", file);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

static void *
must(void *p)
{
	if (p == NULL) {
		fprintf(stderr, "embed: out of memory\n");
		exit(1);
	}
	return p;
}

/* The whole file with a NUL behind it; NULL after telling why. */
static char *
file_read(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	size_t room = 65536, got;
	char *at;

	if (f == NULL) {
		fault(path, 0, "cannot be read");
		return NULL;
	}
	at = must(malloc(room + 1));
	*n = 0;
	while ((got = fread(at + *n, 1, room - *n, f)) > 0) {
		*n += got;
		if (*n == room) {
			room *= 2;
			at = must(realloc(at, room + 1));
		}
	}
	if (ferror(f))
		fault(path, 0, "cannot be read");
	fclose(f);
	at[*n] = '\0';
	return at;
}

/* n bytes as C string literals, a line of the source at a time. */
static void
literal_write(FILE *out, const char *at, size_t n)
{
	size_t i, col = 0;

	fputs("\n    \"", out);
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)at[i];

		if (c == '\n')
			fputs("\\n", out);
		else if (c == '"' || c == '\\' || c == '?')
			fprintf(out, "\\%c", c);
		else if (c < 32 || c > 126)
			fprintf(out, "\\%03o", c);
		else
			fputc(c, out);
		if ((c == '\n' || ++col >= 1000) && i + 1 < n) {
			fputs("\"\n    \"", out);
			col = 0;
		}
	}
	fputc('"', out);
}

static void
files_write(FILE *out, const char *name, char **files, int n)
{
	size_t *lens = must(calloc((size_t)n + 1, sizeof(*lens)));
	int i;

	fprintf(out, "/* Made by tools/embed.c. */\n"
	    "#include \"base/embedded.h\"\n\n"
	    "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n");
	for (i = 0; i < n; i++) {
		char *at = file_read(files[i], &lens[i]);

		if (at == NULL)
			continue;
		fprintf(out, "static const unsigned char data_%d[] =", i);
		literal_write(out, at, lens[i]);
		fputs(";\n\n", out);
		free(at);
	}
	fprintf(out, "extern const struct embedded_file %s[];\n"
	    "extern const size_t %s_n;\n"
	    "const struct embedded_file %s[] = {\n", name, name, name);
	for (i = 0; i < n; i++)
		fprintf(out, "\t{ \"%s\", data_%d, %zu },\n", files[i], i,
		    lens[i]);
	/* A last row of nothing, as an array of no rows is not C. */
	fprintf(out, "\t{ (const char *)0, (const unsigned char *)0, 0 },\n};\n"
	    "const size_t %s_n = %d;\n", name, n);
	free(lens);
}

/* Appends the C string at *p to *to; false when it is not one. */
static bool
quoted(const char *p, char **to)
{
	size_t n = *to == NULL ? 0 : strlen(*to);
	const char *codes = "ntr\"\\", *values = "\n\t\r\"\\", *c;

	*to = must(realloc(*to, n + strlen(p) + 1));
	if (*p++ != '"')
		return false;
	while (*p != '"' && *p != '\0') {
		if (*p == '\\') {
			c = *++p == '\0' ? NULL : strchr(codes, *p);
			if (c == NULL)
				return false;
			(*to)[n++] = values[c - codes];
			p++;
		} else {
			(*to)[n++] = *p++;
		}
	}
	(*to)[n] = '\0';
	return p[0] == '"' && p[1] == '\0';
}

/* Which of %1..%9 stand in s, as bits. */
static unsigned
places(const char *s)
{
	unsigned bits = 0;

	for (; s != NULL && *s != '\0'; s++)
		if (s[0] == '%' && s[1] >= '1' && s[1] <= '9')
			bits |= 1u << (s[1] - '0');
	return bits;
}

static void
header_check(const struct entry *e)
{
	const char *rule = strstr(e->text[0], "Plural-Forms:");
	const char *want = PLURAL_RULE;

	if (rule == NULL)
		return;
	for (rule += strlen("Plural-Forms:"); *want != '\0'; want++) {
		while (*rule == ' ')
			rule++;
		if (*want == ' ' || *want == '(' || *want == ')')
			continue;
		while (*rule == '(' || *rule == ')' || *rule == ' ')
			rule++;
		if (*rule++ != *want) {
			fault(e->file, e->line, "only this plural rule is "
			    "known: " PLURAL_RULE);
			return;
		}
	}
}

static struct entry *
entry_find(struct table *t, const char *id)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->list[i].id, id) == 0)
			return &t->list[i];
	return NULL;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
entry_ok(const struct entry *e)
{
	unsigned all = places(e->id) | places(e->many_id);

	if (e->text[0] == NULL || (e->many_id != NULL && e->text[1] == NULL)) {
		fault(e->file, e->line, "msgstr is missing");
		return false;
	}
	if (e->many_id == NULL && places(e->text[0]) != all)
		fault(e->file, e->line, "%%1..%%9 differ between \"%s\" and "
		    "\"%s\"", e->id, e->text[0]);
	if (e->many_id != NULL && ((places(e->text[0]) & ~all) != 0 ||
	    places(e->text[1]) != places(e->many_id)))
		fault(e->file, e->line, "%%1..%%9 differ between \"%s\" and "
		    "\"%s\"", e->many_id, e->text[1]);
	return true;
}

static void
entry_add(struct table *t, struct entry *e)
{
	struct entry *old;

	if (e->id == NULL)
		return;
	if (e->id[0] == '\0' && e->text[0] != NULL) {
		header_check(e);
		return;
	}
	if (e->fuzzy || (e->text[0] != NULL && e->text[0][0] == '\0'))
		return;		/* not yet translated: texts-check */
	if (!entry_ok(e))
		return;
	old = entry_find(t, e->id);
	if (old != NULL && (!same_text(old->text[0], e->text[0]) ||
	    (old->text[1] != NULL && e->text[1] != NULL &&
	    !same_text(old->text[1], e->text[1])))) {
		fault(e->file, e->line, "\"%s\" is translated another way in "
		    "%s:%d", e->id, old->file, old->line);
		return;
	}
	if (old != NULL) {
		if (old->text[1] == NULL)
			*old = *e;
		return;
	}
	if (t->n == t->room) {
		t->room = t->room == 0 ? 256 : t->room * 2;
		t->list = must(realloc(t->list, t->room * sizeof(*t->list)));
	}
	t->list[t->n++] = *e;
}

/* The field a line of a .po file begins, its value at *p; NULL: none. */
static char **
field_of(struct entry *e, const char *line, const char **p)
{
	static const char *const names[] = { "msgid ", "msgid_plural ",
	    "msgstr ", "msgstr[0] ", "msgstr[1] " };
	char **at[] = { &e->id, &e->many_id, &e->text[0], &e->text[0],
	    &e->text[1] };
	size_t i;

	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++)
		if (strncmp(line, names[i], strlen(names[i])) == 0) {
			*p = line + strlen(names[i]);
			return at[i];
		}
	return NULL;
}

static void
po_line(struct table *t, struct entry *e, char ***field, const char *line,
    int number)
{
	bool starts = strncmp(line, "msgid ", 6) == 0;
	const char *p = line;
	char **now;

	/* A blank line, a comment or the next msgid ends an entry. */
	if (e->id != NULL && *field != &e->id &&
	    (starts || line[0] == '\0' || line[0] == '#')) {
		entry_add(t, e);
		*e = (struct entry){ .file = e->file };
		*field = NULL;
	}
	if (line[0] == '\0' || line[0] == '#') {
		if (strncmp(line, "#,", 2) == 0 && strstr(line, "fuzzy"))
			e->fuzzy = true;
		return;
	}
	if (starts)
		e->line = number;
	if (line[0] != '"') {
		now = field_of(e, line, &p);
		if (now == NULL || *now != NULL) {
			fault(e->file, number, now != NULL
			    ? "the same field twice"
			    : strncmp(line, "msgctxt", 7) == 0
			    ? "msgctxt is not supported" : "not understood");
			return;
		}
		*field = now;
	}
	if (*field == NULL || !quoted(p, *field))
		fault(e->file, number, "not a text in quotes");
}

static struct table *
table_of(const char *path)
{
	const char *base = strrchr(path, '/');
	size_t i, n;

	base = base == NULL ? path : base + 1;
	n = strcspn(base, ".");
	for (i = 0; i < LANG_N; i++)
		if (strlen(langs[i]) == n && memcmp(langs[i], base, n) == 0)
			return &tables[i];
	fault(path, 0, "the name must begin with a language of lang.h");
	return NULL;
}

static void
po_read(const char *path)
{
	struct table *t = table_of(path);
	struct entry e = { .file = path };
	char *text, *p, *end, **field = NULL;
	size_t n;
	int number = 0;

	if (t == NULL || (text = file_read(path, &n)) == NULL)
		return;
	for (p = text; p < text + n; p = end + 1) {
		end = p + strcspn(p, "\n");
		*end = '\0';
		if (end > p && end[-1] == '\r')
			end[-1] = '\0';
		po_line(t, &e, &field, p, ++number);
	}
	entry_add(t, &e);
	free(text);
}

static void
table_write(FILE *out, const char *lang, const struct table *t)
{
	size_t room = 4, i, k;
	const struct entry **slots;

	while (room < t->n * 2)
		room *= 2;
	slots = must(calloc(room, sizeof(*slots)));
	for (i = 0; i < t->n; i++) {
		k = lang_hash(t->list[i].id) & (room - 1);
		while (slots[k] != NULL)
			k = (k + 1) & (room - 1);
		slots[k] = &t->list[i];
	}
	fprintf(out, "static const struct lang_entry entries_%s[%zu] = {\n",
	    lang, room);
	if (t->n == 0)
		fputs("\t[0] = { (const char *)0, (const char *)0, "
		    "(const char *)0 },\n", out);
	for (k = 0; k < room; k++) {
		if (slots[k] == NULL)
			continue;
		fprintf(out, "\t[%zu] = {", k);
		literal_write(out, slots[k]->id, strlen(slots[k]->id));
		fputc(',', out);
		literal_write(out, slots[k]->text[0],
		    strlen(slots[k]->text[0]));
		if (slots[k]->text[1] != NULL) {
			fputc(',', out);
			literal_write(out, slots[k]->text[1],
			    strlen(slots[k]->text[1]));
		} else {
			fputs(", (const char *)0", out);
		}
		fputs(" },\n", out);
	}
	fprintf(out, "};\n\n");
	free(slots);
}

static void
texts_write(FILE *out)
{
	size_t i;

	fprintf(out, "/* Made by tools/embed.c. */\n"
	    "#include \"html/lang_table.h\"\n\n"
	    "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n");
	for (i = 0; i < LANG_N; i++)
		table_write(out, langs[i], &tables[i]);
	fprintf(out, "const struct lang_table lang_tables[LANG_N] = {\n");
	for (i = 0; i < LANG_N; i++)
		fprintf(out, "\t{ entries_%s, sizeof(entries_%s) / "
		    "sizeof(entries_%s[0]) - 1 },\n", langs[i], langs[i],
		    langs[i]);
	fputs("};\n", out);
}

int
main(int argc, char **argv)
{
	const char *path = NULL, *name = NULL;
	bool po = false;
	FILE *out;
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "-po") == 0)
			po = true;
		else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
			path = argv[++i];
		else if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
			name = argv[++i];
		else
			break;
	}
	if (path == NULL || po == (name != NULL) ||
	    (i < argc && argv[i][0] == '-')) {
		fprintf(stderr, "usage: embed -o OUT.c -n NAME file...\n"
		    "       embed -po -o OUT.c file.po...\n");
		return 2;
	}
	out = fopen(path, "w");
	if (out == NULL) {
		perror(path);
		return 1;
	}
	if (po) {
		for (; i < argc; i++)
			po_read(argv[i]);
		texts_write(out);
	} else {
		files_write(out, name, argv + i, argc - i);
	}
	if (fclose(out) != 0) {
		perror(path);
		return 1;
	}
	if (errors > 0)
		remove(path);
	return errors > 0;
}
