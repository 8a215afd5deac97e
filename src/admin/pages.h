/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn admin_accounts_get;
page_fn admin_account_make_post;
page_fn admin_account_get;
page_fn admin_account_post;
page_fn admin_clinic_get;
page_fn admin_clinic_post;
page_fn admin_safe_get;
