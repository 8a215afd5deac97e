/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn patient_new_get;
page_fn patient_new_post;
page_fn list_get;
page_fn patient_page_get;
page_fn patient_page_again;		/* homework_hooks */
page_fn answer_page_get;
page_fn record_get;
page_fn switch_post;
page_fn own_get;
page_fn own_post;
page_fn own_back_post;
page_fn team_get;
