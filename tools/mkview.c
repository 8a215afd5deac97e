/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mkview -o OUT_PREFIX file.html ...: views -> OUT_PREFIX.c, OUT_PREFIX.h.
 *
 * docs/views.md tells the language.  The compiler walks through the HTML and
 * always knows where it is (between tags, in a tag, in a quoted attribute),
 * so each hole gets the escape of its place, and a hole where no escape is
 * safe is an error.  A branch must leave the page at the place it found it,
 * so that the place is known without running.  All faults (up to 20) are told
 * in one run as file:line: message.
 */
#include "mkview.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader in;

static void
outside(void)
{
	if (ahead("<!--")) {
		skip_to("-->", "a comment");
		return;
	}
	if (!isspace((unsigned char)*in.at)) {
		fault(in.line, "nothing stands outside {{ view }}");
		while (in.at < in.end && !ahead("{{"))
			step();
		return;
	}
	step();
}

static void
walk(void)
{
	while (in.at < in.end && errors < ERRORS_MAX) {
		if (ahead("{{"))
			directive();
		else if (!view.inside)
			outside();
		else
			html_step();
	}
	if (view.inside && errors < ERRORS_MAX)
		fault(view.line, "view %s has no {{ end view }}", view.name);
	view.inside = false;
}

static bool
file_walk(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t n = 0;

	if (f == NULL || getdelim(&text, &n, '\0', f) < 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		errors++;
	} else {
		in.file = path;
		in.at = text;
		in.end = text + strlen(text);
		in.line = 1;
		walk();
	}
	if (f != NULL)
		fclose(f);
	free(text);
	return errors == 0;
}

static bool
file_write(const char *prefix, const char *tail, const char *head,
    const char *body)
{
	char path[1000];
	FILE *f;

	snprintf(path, sizeof(path), "%s%s", prefix, tail);
	f = fopen(path, "w");
	if (f == NULL || fprintf(f, "/* Made by tools/mkview.c. */\n%s%s", head,
	    body) < 0 || fclose(f) != 0) {
		perror(path);
		return false;
	}
	return true;
}

int
main(int argc, char **argv)
{
	char *text_c = NULL, *text_h = NULL, head[300];
	size_t n;
	const char *base;
	int i;

	if (argc < 4 || strcmp(argv[1], "-o") != 0) {
		fprintf(stderr, "usage: mkview -o OUT_PREFIX file.html ...\n");
		return 2;
	}
	out_c = open_memstream(&text_c, &n);
	out_h = open_memstream(&text_h, &n);
	if (out_c == NULL || out_h == NULL)
		return 1;
	for (i = 3; i < argc; i++)
		file_walk(argv[i]);
	fclose(out_c);
	fclose(out_h);
	base = strrchr(argv[2], '/');
	base = base == NULL ? argv[2] : base + 1;
	snprintf(head, sizeof(head), "#include \"%s.h\"\n", base);
	if (errors > 0)
		return 1;
	return file_write(argv[2], ".c", head, text_c) &&
	    file_write(argv[2], ".h",
	    "#pragma once\n#include \"html/html.h\"\n", text_h) ? 0 : 1;
}
