/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Starts a session for this account in the reply, and audits it. */
struct account;
struct page;

void page_sign_in(struct page *, const struct account *);
