/* SPDX-License-Identifier: Apache-2.0 */
#define TEST_MAIN
#include "course_fixture.h"

#include "answers/answers.h"
#include "base/buf.h"
#include "base/csv.h"
#include "course/course.h"
#include "export/columns.h"
#include "export/export.h"
#include "homework/cells.h"
#include "homework/clinic_report.h"
#include "homework/entry.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

EACH_WORLD(statements)
{
	struct str why = STR_NONE;

	CHECK_RC(db_statements_check(w->db, test_arena, &why), RC_OK);
	CHECK_STR(why, "");
}

#include "export_rules.h"
#include "export_files.h"

int
main(int argc, char **argv)
{
	return test_run("export", argc, argv);
}
