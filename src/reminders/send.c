/* SPDX-License-Identifier: Apache-2.0 */
#include "reminders/send.h"

#include <curl/curl.h>

bool
send_open(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void
send_close(void)
{
	curl_global_cleanup();
}

enum send_result
send_letter(void *ctx, struct arena *a, const struct letter *l,
    struct str *result)
{
	const struct send_conf *c = ctx;

	return l->channel == CHANNEL_EMAIL ? send_mail(c, a, l, result) :
	    send_sms(c, a, l, result);
}
