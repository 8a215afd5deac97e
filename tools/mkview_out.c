/* SPDX-License-Identifier: Apache-2.0 */
#include "mkview.h"

#include <stdarg.h>

enum { LIT_MAX = 4000 };

int errors;
FILE *out_c, *out_h;
static char lit[LIT_MAX];
static size_t lit_n;

void
fault(int where, const char *fmt, ...)
{
	va_list ap;

	if (errors++ >= ERRORS_MAX)
		return;
	fprintf(stderr, "%s:%d: ", in.file, where);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

static void
c_string(FILE *out, const char *s, size_t n)
{
	fputc('"', out);
	for (; n > 0; s++, n--) {
		if (*s == '\n')
			fputs(n > 1 ? "\\n\"\n\t    \"" : "\\n", out);
		else if (*s == '"' || *s == '\\' || *s == '?')
			fprintf(out, "\\%c", *s);
		else if ((unsigned char)*s < 32 || *s == 127)
			fprintf(out, "\\%03o", (unsigned char)*s);
		else
			fputc(*s, out);
	}
	fputc('"', out);
}

void
lit_flush(void)
{
	if (lit_n == 0)
		return;
	fputs("\thtml_lit(o, ", out_c);
	c_string(out_c, lit, lit_n);
	fprintf(out_c, ", %zu);\n", lit_n);
	lit_n = 0;
}

void
put(const char *s, size_t n)
{
	for (; n > 0; s++, n--) {
		if (lit_n == LIT_MAX)
			lit_flush();
		lit[lit_n++] = *s;
	}
	st.line_end = false;
}

/* A statement that compiler errors will show at this line of the view. */
void
statement(const char *fmt, ...)
{
	va_list ap;

	lit_flush();
	fprintf(out_c, "#line %d \"%s\"\n\t", in.line, in.file);
	va_start(ap, fmt);
	vfprintf(out_c, fmt, ap);
	va_end(ap);
	fputc('\n', out_c);
}

/* A view ends without the line end that its last literal ends with. */
void
lit_line_end_drop(void)
{
	if (lit_n > 0 && lit[lit_n - 1] == '\n')
		lit_n--;
}
