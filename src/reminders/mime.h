/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * Letters as bytes: a mail of RFC 5322 and MIME, and the body of a request
 * to a gateway for text messages out of a template.  Nothing of a letter
 * can end a header, a field or a JSON text early.
 */
#include "base/str.h"
#include "reminders/letter.h"

struct arena;

/*
 * From, To, Subject, Date, Message-ID, Auto-Submitted and a text in UTF-8
 * (base64), lines with CRLF.  from: a bare address.  Addresses must be
 * reach_email_ok().
 */
struct str mime_mail(struct arena *, const struct letter *, struct str from,
    int64_t now);

enum template_kind { TEMPLATE_JSON, TEMPLATE_FORM };
/* {to} {text} {sender}, escaped for a JSON string or a form field. */
struct str mime_template(struct arena *, enum template_kind,
    struct str template, struct str to, struct str text, struct str sender);
