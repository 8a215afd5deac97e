/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/arena.h"
#include "programme/load.h"
#include "programme/spell.h"

enum { REPORT_BYTES_MAX = 8 * 1024 * 1024 };

/* What could not be looked at; the check goes on without. */
static void
tell_without(unsigned without)
{
	enum lang lang;

	for (lang = 0; lang < LANG_N; lang++)
		if ((without & 1U << lang) != 0)
			fprintf(stderr, "note: the spelling of %s was not "
			    "checked: there is no dictionary (Debian: %s)\n",
			    lang_name(lang), spell_package(lang));
}

/* Wording that a clinic supplies: which languages are there. */
static void
tell_own(const struct content *c)
{
	const struct instrument *ins;
	enum lang lang;
	size_t i;

	for (i = 0; i < content_instruments(c); i++) {
		ins = content_instrument_at(c, i);
		for (lang = 0; ins->clinic_text && lang < LANG_N; lang++)
			fprintf(stderr, "note: %.*s in %s: %s\n",
			    STR(ins->id), lang_name(lang),
			    ins->own[lang] != NULL ? "texts supplied" :
			    "texts not supplied, so it is not asked");
	}
}

static enum rc
check(struct arena *a, struct str dir, struct lint *lint)
{
	struct content *c = NULL;
	struct source_file *files;
	size_t n;
	enum rc rc = folder_read(a, dir, FOLDER_ALL, &files, &n);

	if (rc == RC_OK)
		rc = content_load_files(&c, files, n, dir, lint);
	if (rc == RC_OK)
		tell_own(c);
	if (rc == RC_OK || rc == RC_BAD)
		tell_without(spell_files(a, lint, files, n));
	content_free(c);
	return rc;
}

int
content_check_main(struct str dir)
{
	struct arena *a = arena_new(REPORT_BYTES_MAX + FOLDER_BYTES_MAX);
	struct lint lint;
	struct str report;
	enum rc rc;
	int code = 2;

	if (a == NULL)
		return code;
	lint = lint_new(a);
	rc = check(a, dir, &lint);
	if (rc == RC_OK || rc == RC_BAD) {
		report = lint_text(a, &lint);
		printf("%.*s%zu errors, %zu warnings\n", STR(report),
		    lint.errors, lint.warnings);
		code = lint.errors > 0 ? 1 : 0;
	} else {
		printf("%.*s: it cannot be read. Name the folder in which "
		    "programmes/ and\ninstruments/ stand.\n", STR(dir));
	}
	arena_free(a);
	return code;
}
