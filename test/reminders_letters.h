/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Letters as words and bytes, and the configuration: part of
 * test_reminders.c. */
#include "base/conf.h"
#include "base/count.h"
#include "reminders/metrics.h"
#include "reminders/mime.h"
#include "reminders/send_conf.h"

static struct letter
letter_of(enum letter_kind kind, enum lang lang)
{
	return (struct letter){ .id = { { 1, 2, 3 } }, .kind = kind,
	    .lang = lang, .zone = zone_find(S("Europe/Oslo")),
	    .channel = CHANNEL_EMAIL, .to = S("kari@example.org"),
	    .sender = S("Mellom"), .now = T0, .until_at = T0 + HOUR,
	    .link = S("https://example.org/i/0123") };
}

static bool
holds(struct str s, const char *part)
{
	struct str p = str_z(part);

	for (; s.len >= p.len; s = str_sub(s, 1, s.len))
		if (str_starts(s, p))
			return true;
	return false;
}

/* Nothing about health, treatment, or a person in any of them. */
TEST(letters_are_neutral)
{
	static const char *const never[] = { "ealth", "helse", "erap", "reat",
	    "patient", "asient", "linic", "linikk", "risk", "isiko", "homework",
	    "lekse", "øvelse", "exercise", "depress", "nxi", "Kari", "Havna",
	    "psyk", "psych", "due", "late" };
	size_t i;
	int k, lang;

	for (k = 0; k < LETTER_KINDS; k++)
		for (lang = 0; lang < LANG_N; lang++) {
			struct letter l = letter_of((enum letter_kind)k,
			    (enum lang)lang);

			letter_write(test_arena, &l, S("https://example.org"));
			CHECK(l.subject.len > 0 && l.text.len > 0);
			for (i = 0; i < sizeof(never) / sizeof(*never); i++)
				if (holds(l.text, never[i]) ||
				    holds(l.subject, never[i])) {
					printf("    %s in: %.*s\n", never[i],
					    STR(l.text));
					CHECK(!"a neutral text");
				}
		}
}

/* A hard space would make two text messages of one. */
TEST(a_text_message_has_soft_spaces)
{
	struct letter l = letter_of(LETTER_CALL, LANG_NB);

	l.now = T0;
	l.until_at = T0 + 3 * DAY;
	letter_write(test_arena, &l, STR_NONE);
	CHECK(holds(l.text, "kl. "));
	CHECK(!holds(l.text, "\u00a0"));
}

TEST(mail_is_well_formed)
{
	struct letter l = letter_of(LETTER_AGREED, LANG_NB);
	struct str mail, line;

	letter_write(test_arena, &l, S("https://example.org/"));
	mail = mime_mail(test_arena, &l, S("mellom@example.net"), T0);
	CHECK(str_starts(mail, S("From: \"Mellom\" <mellom@example.net>\r\n"
	    "To: <kari@example.org>\r\n"
	    "Subject: =?UTF-8?B?RHUgaGFyIGVuIHDDpW1pbm5lbHNl?=\r\n"
	    "Date: Mon, 2 Mar 2026 09:00:00 +0000\r\nMessage-ID: <")));
	CHECK(holds(mail, "@example.net>\r\n"));
	CHECK(holds(mail, "\r\nAuto-Submitted: auto-generated\r\n"));
	CHECK(holds(mail, "\r\n\r\nRHUgaGFyIGVuIHDDpW1pbm5lbHNlOiBodHRwczovL2"
	    "V4YW1wbGUub3JnLw0K\r\n"));
	while (mail.len > 0) {
		line = str_cut(&mail, '\n');
		CHECK(line.len <= 78 && str_ends(line, S("\r")));
	}
	/* A long name with letters of two bytes is folded between them. */
	l.sender = S("Ærlig øvre åsen blå fjord senter vest for elva");
	mail = mime_mail(test_arena, &l, S("mellom@example.net"), T0);
	CHECK(str_starts(mail, S("From: =?UTF-8?B?")));
	CHECK(holds(mail, "?=\r\n =?UTF-8?B?"));
}

TEST(addresses)
{
	static const char *const good[] = { "a@b.no", "o.h+x@sub.example.org" };
	static const char *const wrong[] = { "", "a", "a@b", "@b.no", "a@.no",
	    "a@b.", "a@b@c.no", "a b@c.no", "a@c.no\r\nBcc: x@y.no", "<a@b.no>",
	    "a@b.no>", "å@b.no", "a@b.no,c@d.no", "\"a\"@b.no" };
	size_t i;

	for (i = 0; i < 2; i++)
		CHECK(reach_email_ok(str_z(good[i])));
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		CHECK(!reach_email_ok(str_z(wrong[i])));
	CHECK_STR(reach_mobile(test_arena, S("912 34 567"), S("47")),
	    "+4791234567");
	CHECK_STR(reach_mobile(test_arena, S("+46 70-123 45 67"), S("47")),
	    "+46701234567");
	CHECK_STR(reach_mobile(test_arena, S("0047 91234567"), S("47")),
	    "+4791234567");
	CHECK_STR(reach_mobile(test_arena, S("912345"), S("47")), "");
	CHECK_STR(reach_mobile(test_arena, S("91234567x"), S("47")), "");
	CHECK_STR(reach_mobile(test_arena, S("701234567"), S("47")), "");
}

TEST(templates)
{
	CHECK_STR(mime_template(test_arena, TEMPLATE_JSON,
	    S("{\"to\":\"{to}\",\"m\":\"{text}\",\"f\":\"{sender}\"}"),
	    S("+47"), S("a \"b\"\\\n{to}"), S("Å")),
	    "{\"to\":\"+47\",\"m\":\"a \\\"b\\\"\\\\\\u000a{to}\","
	    "\"f\":\"Å\"}");
	CHECK_STR(mime_template(test_arena, TEMPLATE_FORM,
	    S("to={to}&text={text}"), S("+47"), S("a&b=c å"), STR_NONE),
	    "to=%2B47&text=a%26b%3Dc%20%C3%A5");
}

static enum rc
conf_of(const char *text, struct send_conf *c, struct str *why)
{
	static const char path[] = "/tmp/mellom-test-conf";
	FILE *f = fopen(path, "w");
	enum rc rc;

	CHECK(f != NULL);
	fputs(text, f);
	fclose(f);
	rc = send_conf_read(test_arena, str_z(path), c, why);
	remove(path);
	return rc;
}

TEST(configuration)
{
	static const struct { const char *text, *why; } wrong[] = {
		{ "nonsense", ":1: a line is key = value" },
		{ "# x\n\nsmtp_urll = smtp://a", ":3: the key \"smtp_urll\"" },
		{ "url = https://a\nurl = https://b", ":2:" },
		{ "smtp_url = http://a", "smtp://" },
		{ "smtp_url = smtp://mail.example.org\nmail_from = a@b.no\n"
		    "smtp_tls = off", "on this machine only" },
		{ "smtp_url = smtp://127.0.0.1.example.org\nsmtp_tls = off\n"
		    "mail_from = a@b.no", "on this machine only" },
		{ "smtp_url = smtp://a.no\nmail_from = x", "mail_from" },
		{ "smtp_url = smtp://a.no\nmail_from = a@b.no\nsmtp_user = u",
		    "smtp_password_file" },
		{ "sms_url = http://sms.example.org", "https://" },
		{ "sms_url = https://a.no\nsms_method = GET", "sms_method" },
		{ "sms_url = https://a.no\nsms_body = {to}", "{text}" },
		{ "sms_url = https://a.no\nsms_header = X: {secret}",
		    "belong together" },
		{ "url = http://mellom.example.org/", "https://" },
		{ "timeout_s = 0", "timeout_s" },
	};
	struct send_conf c;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct str why = STR_NONE;

		CHECK(conf_of(wrong[i].text, &c, &why) != RC_OK);
		if (!holds(why, wrong[i].why))
			CHECK_STR(why, wrong[i].why);
	}
	struct str why = STR_NONE;
	CHECK(conf_of("smtp_url = smtp://localhost:25\nsmtp_tls = off\n"
	    "mail_from = a@b.no\nsms_url = http://127.0.0.1:1/\n", &c,
	    &why) == RC_OK);
	CHECK_STR(why, "");
	CHECK(send_conf_local(&c));
	CHECK(conf_of("smtp_url = smtps://mail.example.org\n"
	    "mail_from = a@b.no\n", &c, &why) == RC_OK);
	CHECK(c.smtp_tls && !send_conf_local(&c));
}

static struct buf told_numbers;

static void
metrics_step(struct world *w, struct tx *tx)
{
	told_numbers = buf_new(test_arena, 64 * 1024);
	metrics_serve(tx, &told_numbers, tx_now(tx));
	metrics_worker(tx, &told_numbers, tx_now(tx), &run);
	(void)w;
}

/* Every name once with its type before it, and nobody's anything. */
WORLD(metrics)
{
	struct str rest;
	int ends = 0;

	worker_new(w);
	count_add(COUNT_REQUESTS_2XX, 3);
	step(w, T0, kari_step);
	step(w, T0, metrics_step);
	rest = buf_str(&told_numbers);
	CHECK(holds(rest, "\nmellom_requests_total{class=\"2xx\"} "));
	CHECK(holds(rest, "\nmellom_worker_age_seconds -1\n"));
	CHECK(!holds(rest, "Kari") && !holds(rest, "Havna"));
	CHECK(!holds(rest, id_hex(test_arena, w->kari).at));
	while (rest.len > 0) {
		struct str line = str_cut(&rest, '\n');

		ends += str_is(line, "# EOF");
		CHECK(str_starts(line, S("# ")) ||
		    str_starts(line, S("mellom_")));
	}
	CHECK_INT(ends, 2);
}
