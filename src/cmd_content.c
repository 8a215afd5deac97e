/* SPDX-License-Identifier: Apache-2.0 */
/* mellom content: files into the clinic, or onto one page to look at. */
#include "command.h"

#include <stdio.h>

#include "http/assets.h"
#include "programme/preview.h"

enum { PREVIEW_MAX = 64 * 1024 * 1024 };

/* A whole folder, or only the wording of instruments. */
static int
load(struct opts *o, bool texts)
{
	struct app app = { 0 };
	int code = command_open(&app, o);
	enum rc rc;

	if (code == EXIT_FINE) {
		rc = texts ? app_content_texts(&app, o->rest[1]) :
		    app_content_replace(&app, o->rest[1]);
		if (rc == RC_OK)
			puts("Loaded. New patients begin with it; the others "
			    "keep what they began with.");
		else
			fprintf(stderr, "mellom: the content was not loaded; "
			    "what was there stays in use%s\n", rc == RC_BAD ||
			    texts ? "" : ". Name the folder in which "
			    "programmes/ and instruments/ stand.");
		code = rc == RC_OK ? EXIT_FINE : rc == RC_BAD ? EXIT_FOUND :
		    EXIT_WORLD;
	}
	if (app.arena != NULL)
		app_close(&app);
	return code;
}

static struct bytes
style(void)
{
	size_t n, i;
	const struct asset *list = assets_all(&n);

	for (i = 0; i < n; i++)
		if (str_is(list[i].name, "site.css"))
			return list[i].data[ASSET_PLAIN];
	return (struct bytes){ NULL, 0 };
}

static void
preview_print(const struct content *content, struct arena *a, enum lang lang)
{
	struct buf b = buf_new(a, PREVIEW_MAX / 2);
	struct out out = { .buf = &b, .arena = a, .lang = lang,
	    .zone = zone_utc() };
	struct bytes css = style();

	preview_write(&out, content);
	printf("<!doctype html>\n<html lang=\"%s\" data-color-scheme=\"auto\">"
	    "<head><meta charset=\"utf-8\"><title>Mellom</title>"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\"><style>", lang_tag(lang));
	fwrite(css.at, 1, css.len, stdout);
	fputs("</style></head><body class=\"me\"><main class=\"page\">\n",
	    stdout);
	fwrite(b.at, 1, b.len, stdout);
	puts("</main></body></html>");
}

static int
preview(struct opts *o)
{
	struct content *content = NULL;
	struct arena *a;
	struct lint lint;
	enum lang lang;
	enum rc rc;

	if (!lang_parse(o->lang, &lang)) {
		fprintf(stderr, "mellom: there is no language '%.*s'; nb and "
		    "en are there\n", STR(o->lang));
		return EXIT_USAGE;
	}
	a = arena_new((size_t)PREVIEW_MAX);
	if (a == NULL)
		return EXIT_WORLD;
	lint = lint_new(a);
	rc = content_load_dir(&content, o->rest[1], &lint);
	if (rc == RC_OK)
		preview_print(content, a, lang);
	else
		fprintf(stderr, "%.*smellom: the content has errors, or is "
		    "not there; `mellom check` tells all\n",
		    STR(lint_text(a, &lint)));
	content_free(content);
	arena_free(a);
	if (rc == RC_OK && fflush(stdout) != 0)
		rc = RC_IO;
	return rc == RC_OK ? EXIT_FINE : rc == RC_BAD ? EXIT_FOUND :
	    EXIT_WORLD;
}

int
cmd_content(int argc, char **argv)
{
	struct opts o;

	if (!opts_read(&o, "data db key lang", argc, argv))
		return EXIT_USAGE;
	if (o.rest_n == 2 && str_is(o.rest[0], "load"))
		return load(&o, false);
	if (o.rest_n == 2 && str_is(o.rest[0], "texts"))
		return load(&o, true);
	if (o.rest_n == 2 && str_is(o.rest[0], "preview"))
		return preview(&o);
	fputs("mellom: mellom content load DIR --data ..., mellom content "
	    "texts FOLDER --data ...,\nor mellom content preview DIR > "
	    "page.html\n", stderr);
	return EXIT_USAGE;
}
