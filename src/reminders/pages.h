/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn reminders_get;
page_fn reminders_post;
page_fn reminders_test_post;
page_fn reach_page_get;
page_fn reach_page_post;
page_fn duty_page_get;
page_fn duty_page_post;
page_fn patient_link_get;
page_fn patient_link_post;
