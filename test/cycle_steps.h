/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A part of web_cycle.c: a worksheet one field at a time. */

static bool
field_shows(struct client *c, const char *field)
{
	return str_starts(client_after(c, str_fmt(test_arena,
	    "data-field=\"%s\"", field).at), S(">"));
}

/* One box at a time with its help open; all of it is one draft. */
JOURNEY(a_thought_step_by_step)
{
	struct client ann, kari;
	struct id id;

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "problem_steps", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_click(&kari, say(&kari, "Write it down").at);
	CHECK(field_shows(&kari, "problem"));
	CHECK(!field_shows(&kari, "ways"));
	CHECK(client_after(&kari, "class=\"small\">").len > 0);
	SAYS_NOT(&kari, "What I have written so far");
	client_send(&kari, "/h/*/e/1?step=1", "f.problem", "The roof", "go",
	    "next", NULL);
	CHECK(!field_shows(&kari, "problem"));
	SAYS(&kari, "What I have written so far");
	HAS(&kari, "The roof");
	/* Left, and found again where it was. */
	client_send(&kari, "/h/*/e/1?step=2", "go", "prev", NULL);
	CHECK(field_shows(&kari, "problem"));
	CHECK_STR(client_field(&kari, "/h/*/e/1?step=1", "f.problem"),
	    "The roof");
	client_send(&kari, "/h/*/e/1?step=1", "go", "later", NULL);
	client_get(&kari, "/h/%s/e/1", id_z(id));
	CHECK(!field_shows(&kari, "problem"));
	/* Or all of it, as one likes; the script's drafts keep the step. */
	client_click(&kari, say(&kari, "Show everything at once").at);
	CHECK(field_shows(&kari, "problem"));
	client_send(&kari, "/h/*/e/1?all=1", "f.problem", "My roof", "go",
	    "done", NULL);
	client_get(&ann, "/p/%s/w/%s", id_z(w->kari), id_z(id));
	HAS(&ann, "My roof");
	/* What was sent opens whole. */
	client_get(&kari, "/h/%s/e/1", id_z(id));
	CHECK(field_shows(&kari, "problem"));
	CHECK(client_after(&kari, "?step=").len > 0);
	client_close(&ann);
	client_close(&kari);
}

/* What is wrong shows at its own step, whatever was pressed. */
JOURNEY(a_fault_brings_its_step)
{
	struct client ann, kari;
	struct id id;
	char *text = memset(arena_alloc(test_arena, 3001, 1), 'x', 3000);

	world_client(w, &ann, w->ann, lang);
	world_client(w, &kari, w->kari_account, lang);
	id = proposes(&ann, w, "problem_steps", "Air.");
	client_get(&kari, "/h/%s", id_z(id));
	client_send(&kari, "/h/*/yes", NULL);
	client_get(&kari, "/h/%s/e/1?step=3", id_z(id));
	CHECK(!field_shows(&kari, "problem"));
	client_submit(&kari, "/h/*/e/1?step=3", "f.problem", text, "go",
	    "next", NULL);
	WANT(&kari, kari.status, 422);
	CHECK(field_shows(&kari, "problem"));
	client_get(&kari, "/h/%s/e/1?step=99", id_z(id));
	WANT(&kari, kari.status, 200);
	CHECK(!field_shows(&kari, "problem"));
	SAYS(&kari, "Done");
	client_close(&ann);
	client_close(&kari);
}
