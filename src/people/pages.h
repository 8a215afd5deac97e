/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn home_get;
page_fn sign_in_get;
page_fn sign_in_post;
page_fn sign_in_before;
page_fn invitation_get;
page_fn invitation_post;
page_fn invitation_before;
page_fn help_get;
page_fn exit_get;
page_fn exit_post;
page_fn about_get;
page_fn csp_post;
page_fn sign_out_post;
page_fn kept_get;
page_fn kept_drop_post;
page_fn me_get;
page_fn me_language_post;
page_fn me_look_post;
page_fn me_sessions_post;
page_fn me_password_get;
page_fn me_password_post;
page_fn me_password_before;
page_fn start_get;
page_fn start_post;
page_fn who_get;
page_fn contact_get;
page_fn safety_get;
page_fn safety_post;
page_fn glass_get;
page_fn glass_post;
