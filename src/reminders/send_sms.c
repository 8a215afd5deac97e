/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/send.h"

#include <curl/curl.h>
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "reminders/mime.h"

enum { ANSWER_MAX = 64 * 1024, GATEWAY_TIMEOUT = 504 };

/* A longer answer ends the transfer. */
static size_t
keep(char *at, size_t size, size_t n, void *arg)
{
	struct buf *b = arg;

	buf_add(b, (struct str){ at, size * n });
	return b->overflow ? 0 : size * n;
}

/* "a.b.0.c" in the answer is this value ("": it is there). */
static bool
answer_says(struct str answer, struct str path, struct str want)
{
	json_t *root = json_loadb(answer.at, answer.len, 0, NULL), *at = root;
	bool yes = false;
	char key[64];
	int64_t i;

	while (at != NULL && path.len > 0) {
		struct str part = str_cut(&path, '.');

		if (json_is_array(at) && str_int(part, 0, 10000, &i)) {
			at = json_array_get(at, (size_t)i);
			continue;
		}
		if (part.len >= sizeof(key))
			at = NULL;
		memcpy(key, part.at, part.len < sizeof(key) ? part.len : 0);
		key[part.len < sizeof(key) ? part.len : 0] = '\0';
		at = json_object_get(at, key);
	}
	if (json_is_string(at))
		yes = want.len == 0 || str_is(want, json_string_value(at));
	else if (json_is_integer(at))
		yes = want.len == 0 || (str_int(want, INT64_MIN / 2,
		    INT64_MAX / 2, &i) && i == json_integer_value(at));
	else if (json_is_boolean(at))
		yes = str_is(want, json_is_true(at) ? "true" : "false") ||
		    (want.len == 0 && json_is_true(at));
	json_decref(root);
	return yes;
}

static bool
listed(struct str list, long code)
{
	while (list.len > 0) {
		int64_t n;

		if (str_int(str_cut(&list, ' '), 100, 599, &n) && n == code)
			return true;
	}
	return false;
}

static enum send_result
outcome(const struct send_conf *c, CURLcode rc, long code, bool handed_over,
    struct str answer, struct arena *a, struct str *result)
{
	*result = str_fmt(a, "http-%ld-%d", code, (int)rc);
	if (code >= 200 && code < 300) {
		if (rc != CURLE_OK || (c->sms_ok_path.len > 0 &&
		    !answer_says(answer, c->sms_ok_path, c->sms_ok_value)))
			return SEND_UNKNOWN;
		*result = S("accepted");
		return SEND_SENT;
	}
	if (listed(c->sms_permanent, code))
		return SEND_NEVER;
	/* Somebody on the way waited in vain: it may have been taken. */
	if (code == GATEWAY_TIMEOUT)
		return SEND_UNKNOWN;
	if (code >= 300)
		return SEND_LATER;		/* it said no */
	return handed_over ? SEND_UNKNOWN : SEND_LATER;
}

static void
options(CURL *h, const struct send_conf *c, struct str body,
    struct curl_slist *headers, struct buf *answer)
{
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_PROXY, c->proxy.at);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(h, CURLOPT_URL, c->sms_url.at);
	if (c->sms_ca.len > 0)
		curl_easy_setopt(h, CURLOPT_CAINFO, c->sms_ca.at);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)c->timeout_s);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)c->timeout_s * 2);
	curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)body.len);
	curl_easy_setopt(h, CURLOPT_POSTFIELDS, body.at);
	curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, c->sms_method.at);
	curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, answer);
}

static enum send_result
ask(const struct send_conf *c, struct arena *a, struct str body,
    struct curl_slist *headers, struct str *result)
{
	struct buf answer = buf_new(a, ANSWER_MAX);
	CURL *h = curl_easy_init();
	enum send_result what;
	curl_off_t sent = 0;
	long code = 0;
	CURLcode rc;

	if (h == NULL) {
		*result = S("memory");
		return SEND_LATER;
	}
	options(h, c, body, headers, &answer);
	rc = curl_easy_perform(h);
	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_getinfo(h, CURLINFO_SIZE_UPLOAD_T, &sent);
	what = outcome(c, rc, code, sent > 0, buf_str(&answer), a, result);
	curl_easy_cleanup(h);
	return what;
}

enum send_result
send_sms(const struct send_conf *c, struct arena *a, const struct letter *l,
    struct str *result)
{
	struct str to = reach_mobile(a, l->to, c->country), body;
	struct curl_slist *headers, *more;
	enum send_result what = SEND_LATER;

	if (to.len == 0) {
		*result = S("address");
		return SEND_NEVER;
	}
	body = mime_template(a, c->sms_form ? TEMPLATE_FORM : TEMPLATE_JSON,
	    c->sms_body, to, l->text, l->sender);
	*result = S("memory");
	headers = curl_slist_append(NULL, c->sms_form ?
	    "Content-Type: application/x-www-form-urlencoded" :
	    "Content-Type: application/json");
	more = headers == NULL || c->sms_header.len == 0 ? headers :
	    curl_slist_append(headers, c->sms_header.at);
	if (more != NULL)
		what = ask(c, a, body, more, result);
	curl_slist_free_all(more == NULL ? headers : more);
	return what;
}
