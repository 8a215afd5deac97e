/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * How the worker sends: from its configuration file, docs/operator.md tells
 * each key.  A channel without its address is off.
 */
#include <stdbool.h>

#include "base/rc.h"
#include "base/str.h"

struct arena;

struct send_conf {
	struct str url;			/* the server's, for people */
	struct str proxy;		/* "": none, whatever the environment */
	int timeout_s;
	/* Mail. */
	struct str smtp_url;		/* smtp://host:587, smtps://host:465 */
	bool smtp_tls;			/* false: only towards loopback */
	struct str smtp_ca;
	struct str smtp_user, smtp_password;
	struct str mail_from;
	/* Text messages. */
	struct str sms_url, sms_method, sms_ca;
	bool sms_form;			/* else JSON */
	struct str sms_body;		/* template */
	struct str sms_header;		/* with the secret in it */
	struct str sms_ok_path, sms_ok_value;	/* "" : the status decides */
	struct str sms_permanent;	/* "400 404 410" */
	struct str country;		/* "47" */
	/* The worker itself. */
	int metrics_port;		/* 0: none */
	int every_s;
};

/* RC_BAD with a sentence for a person. */
enum rc send_conf_read(struct arena *, struct str path, struct send_conf *,
    struct str *why) MUST_USE;
/* Does everything it can send to stay on this machine? */
bool send_conf_local(const struct send_conf *);
