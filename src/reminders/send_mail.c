/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/send.h"

#include <curl/curl.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "reminders/mime.h"

struct reading {
	struct str rest;
	bool begun;			/* the text was handed over, or part */
	bool recipient;			/* the server had been told of it */
	bool policy;			/* no to us, not to the address */
};

static size_t
read_some(char *to, size_t size, size_t n, void *arg)
{
	struct reading *r = arg;
	size_t take = r->rest.len < size * n ? r->rest.len : size * n;

	r->begun = true;
	memcpy(to, r->rest.at, take);
	r->rest = str_sub(r->rest, take, r->rest.len);
	return take;
}

/* The server's own words are not kept: they may hold the address. */
static size_t
drop(char *at, size_t size, size_t n, void *arg)
{
	(void)at;
	(void)arg;
	return size * n;
}

/* 5.7.x (RFC 3463): relaying denied, sign in first, a sender not believed.
 * A server we are set up wrongly with says so of every address there is. */
static bool
says_policy(struct str line)
{
	return line.len > 8 && line.at[0] == '5' &&
	    (line.at[3] == ' ' || line.at[3] == '-') &&
	    str_starts(str_sub(line, 4, line.len), S("5.7."));
}

/* Which command was answered last: RCPT is about the address, those before
 * it are about us. */
static int
watch(CURL *h, curl_infotype type, char *at, size_t n, void *arg)
{
	struct reading *r = arg;
	struct str line = { at, n };

	(void)h;
	if (type == CURLINFO_HEADER_OUT && str_starts(line, S("RCPT")))
		r->recipient = true;
	if (type == CURLINFO_HEADER_IN && says_policy(line))
		r->policy = true;
	return 0;
}

static void
options(CURL *h, const struct send_conf *c, struct reading *r,
    const char *from, struct curl_slist *to, size_t len)
{
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_PROXY, c->proxy.at);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(h, CURLOPT_URL, c->smtp_url.at);
	curl_easy_setopt(h, CURLOPT_USE_SSL, c->smtp_tls ?
	    (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
	if (c->smtp_ca.len > 0)
		curl_easy_setopt(h, CURLOPT_CAINFO, c->smtp_ca.at);
	if (c->smtp_user.len > 0) {
		curl_easy_setopt(h, CURLOPT_USERNAME, c->smtp_user.at);
		curl_easy_setopt(h, CURLOPT_PASSWORD, c->smtp_password.at);
	}
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)c->timeout_s);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)c->timeout_s * 2);
	curl_easy_setopt(h, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(h, CURLOPT_INFILESIZE_LARGE, (curl_off_t)len);
	curl_easy_setopt(h, CURLOPT_READFUNCTION, read_some);
	curl_easy_setopt(h, CURLOPT_READDATA, r);
	curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, watch);
	curl_easy_setopt(h, CURLOPT_DEBUGDATA, r);
	curl_easy_setopt(h, CURLOPT_VERBOSE, 1L);	/* to watch() only */
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, drop);
	curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, drop);
}

static enum send_result
outcome(CURLcode rc, long code, const struct reading *r, struct arena *a,
    struct str *result)
{
	*result = str_fmt(a, "smtp-%ld-%d", code, (int)rc);
	if (rc == CURLE_OK) {
		*result = S("accepted");
		return SEND_SENT;
	}
	if (r->recipient && !r->policy && code >= 500 && code < 600)
		return SEND_NEVER;
	if (code >= 400 && code < 600)
		return SEND_LATER;		/* it said no */
	return r->begun ? SEND_UNKNOWN : SEND_LATER;
}

enum send_result
send_mail(const struct send_conf *c, struct arena *a, const struct letter *l,
    struct str *result)
{
	struct str mail;
	struct reading r;
	struct curl_slist *to;
	enum send_result what;
	long code = 0;
	CURLcode rc;
	CURL *h;

	if (!reach_email_ok(l->to)) {
		*result = S("address");
		return SEND_NEVER;
	}
	mail = mime_mail(a, l, c->mail_from, clock_now());
	r = (struct reading){ .rest = mail };
	h = curl_easy_init();
	to = curl_slist_append(NULL, str_fmt(a, "<%.*s>", STR(l->to)).at);
	if (h == NULL || to == NULL) {
		curl_slist_free_all(to);
		curl_easy_cleanup(h);
		*result = S("memory");
		return SEND_LATER;
	}
	options(h, c, &r, str_fmt(a, "<%.*s>", STR(c->mail_from)).at, to,
	    mail.len);
	rc = curl_easy_perform(h);
	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &code);
	what = outcome(rc, code, &r, a, result);
	curl_slist_free_all(to);
	curl_easy_cleanup(h);
	return what;
}
