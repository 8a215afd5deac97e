/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/send_conf.h"

#include "base/arena.h"
#include "base/conf.h"
#include "reminders/choice.h"

/* Is the host of scheme://[user@]host[:port]/ this machine? */
static bool
is_local(struct str url)
{
	static const char *const hosts[] = { "127.0.0.1", "localhost",
	    "[::1]" };
	size_t i = str_index(url, ':');
	struct str host = str_sub(url, i + 3 < url.len ? i + 3 : url.len,
	    url.len);

	host = str_cut(&host, '/');
	for (i = 0; i < 3; i++) {
		struct str h = str_z(hosts[i]);

		if (str_starts(host, h) && (host.len == h.len ||
		    host.at[h.len] == ':'))
			return true;
	}
	return false;
}

bool
send_conf_local(const struct send_conf *c)
{
	return (c->smtp_url.len == 0 || is_local(c->smtp_url)) &&
	    (c->sms_url.len == 0 || is_local(c->sms_url));
}

static enum rc
bad(struct arena *a, struct str path, const char *what, struct str *why)
{
	*why = str_fmt(a, "%.*s: %s", STR(path), what);
	return RC_BAD;
}

struct raw {
	struct str timeout, tls, password_file, type, header, secret_file,
	    port, every;
};

static enum rc
mail_check(struct arena *a, struct str path, struct send_conf *c,
    const struct raw *r, struct str *why)
{
	bool plain = str_starts(c->smtp_url, S("smtp://"));

	if (c->smtp_url.len == 0)
		return RC_OK;
	if (!plain && !str_starts(c->smtp_url, S("smtps://")))
		return bad(a, path, "smtp_url begins with smtp:// or "
		    "smtps://", why);
	c->smtp_tls = !str_is(r->tls, "off");
	if (!c->smtp_tls && !is_local(c->smtp_url))
		return bad(a, path, "smtp_tls = off is for a mail server on "
		    "this machine only", why);
	if (!reach_email_ok(c->mail_from))
		return bad(a, path, "mail_from must be an address", why);
	if (c->smtp_user.len > 0 && r->password_file.len > 0)
		return secret_read(a, r->password_file, &c->smtp_password,
		    why);
	if (c->smtp_user.len > 0)
		return bad(a, path, "smtp_user needs smtp_password_file", why);
	return RC_OK;
}

static bool
has(struct str s, struct str part)
{
	for (; s.len >= part.len; s = str_sub(s, 1, s.len))
		if (str_starts(s, part))
			return true;
	return false;
}

static enum rc
sms_check(struct arena *a, struct str path, struct send_conf *c,
    const struct raw *r, struct str *why)
{
	struct str secret = STR_NONE;
	enum rc rc;

	if (c->sms_url.len == 0)
		return RC_OK;
	if (!str_starts(c->sms_url, S("https://")) &&
	    !(str_starts(c->sms_url, S("http://")) && is_local(c->sms_url)))
		return bad(a, path, "sms_url begins with https:// (http:// "
		    "for a gateway on this machine only)", why);
	if (!str_is(c->sms_method, "POST") && !str_is(c->sms_method, "PUT"))
		return bad(a, path, "sms_method is POST or PUT: a number in an "
		    "address would end in logs", why);
	c->sms_form = str_is(r->type, "form");
	if (!c->sms_form && !str_is(r->type, "json"))
		return bad(a, path, "sms_type is json or form", why);
	if (!has(c->sms_body, S("{to}")) || !has(c->sms_body, S("{text}")))
		return bad(a, path, "sms_body needs {to} and {text}", why);
	if (r->secret_file.len > 0) {
		rc = secret_read(a, r->secret_file, &secret, why);
		if (rc != RC_OK)
			return rc;
	}
	c->sms_header = r->header;
	if (has(r->header, S("{secret}")) != (secret.len > 0))
		return bad(a, path, "sms_header with {secret} and "
		    "sms_secret_file belong together", why);
	if (secret.len > 0) {
		struct str rest = r->header, hole = S("{secret}");
		size_t i = 0;

		while (!str_starts(str_sub(rest, i, rest.len), hole))
			i++;
		c->sms_header = str_fmt(a, "%.*s%.*s%.*s", (int)i, rest.at,
		    STR(secret), STR(str_sub(rest, i + hole.len, rest.len)));
	}
	return RC_OK;
}

static bool
number(struct str s, int min, int max, int *out)
{
	int64_t n;

	if (s.len == 0)
		return true;
	if (!str_int(s, min, max, &n))
		return false;
	*out = (int)n;
	return true;
}

enum rc
send_conf_read(struct arena *a, struct str path, struct send_conf *c,
    struct str *why)
{
	struct raw r = { STR_NONE, STR_NONE, STR_NONE, S("json"), STR_NONE,
	    STR_NONE, STR_NONE, STR_NONE };
	const struct conf_key keys[] = {
		{ "url", &c->url }, { "proxy", &c->proxy },
		{ "timeout_s", &r.timeout }, { "smtp_url", &c->smtp_url },
		{ "smtp_tls", &r.tls }, { "smtp_ca", &c->smtp_ca },
		{ "smtp_user", &c->smtp_user },
		{ "smtp_password_file", &r.password_file },
		{ "mail_from", &c->mail_from }, { "sms_url", &c->sms_url },
		{ "sms_method", &c->sms_method }, { "sms_type", &r.type },
		{ "sms_body", &c->sms_body }, { "sms_header", &r.header },
		{ "sms_secret_file", &r.secret_file },
		{ "sms_ca", &c->sms_ca }, { "sms_ok_path", &c->sms_ok_path },
		{ "sms_ok_value", &c->sms_ok_value },
		{ "sms_permanent", &c->sms_permanent },
		{ "country", &c->country }, { "metrics_port", &r.port },
		{ "every_s", &r.every },
	};
	enum rc rc;

	/* An empty proxy, not none: without one the library asks the
	 * environment. */
	*c = (struct send_conf){ .url = STR_NONE, .proxy = STR_NONE,
	    .sms_method = S("POST"),
	    .sms_body = S("{\"to\":\"{to}\",\"text\":\"{text}\"}"),
	    .sms_permanent = S("404 410 422"), .country = S("47"),
	    .timeout_s = 20, .every_s = 10 };
	rc = conf_read(a, path, keys, sizeof(keys) / sizeof(*keys), why);
	if (rc != RC_OK)
		return rc;
	if (!number(r.timeout, 1, 120, &c->timeout_s) ||
	    !number(r.port, 0, 65535, &c->metrics_port) ||
	    !number(r.every, 1, 60, &c->every_s))
		return bad(a, path, "timeout_s is 1 to 120, every_s 1 to 60, "
		    "metrics_port a port", why);
	if (c->url.len > 0 && !str_starts(c->url, S("https://")) &&
	    !is_local(c->url))
		return bad(a, path, "url begins with https://", why);
	rc = mail_check(a, path, c, &r, why);
	return rc != RC_OK ? rc : sms_check(a, path, c, &r, why);
}
