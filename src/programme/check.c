/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/arena.h"
#include "programme/content.h"

enum { REPORT_BYTES_MAX = 8 * 1024 * 1024 };

int
content_check_main(struct str dir)
{
	struct arena *a = arena_new(REPORT_BYTES_MAX);
	struct content *c;
	struct lint lint;
	struct str report;
	enum rc rc;
	int code = 2;

	if (a == NULL)
		return code;
	lint = lint_new(a);
	rc = content_load_dir(&c, dir, &lint);
	if (rc == RC_OK || rc == RC_BAD) {
		report = lint_text(a, &lint);
		printf("%.*s%zu errors, %zu warnings\n", STR(report),
		    lint.errors, lint.warnings);
		code = lint.errors > 0 ? 1 : 0;
	} else {
		printf("%.*s: %s (a folder with programmes/ and instruments/ "
		    "is needed)\n", STR(dir), rc_text(rc));
	}
	content_free(c);
	arena_free(a);
	return code;
}
