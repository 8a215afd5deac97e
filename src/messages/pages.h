/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn message_page_get;
page_fn message_page_post;
page_fn message_page_keep;
page_fn patient_message_get;
page_fn patient_message_post;
page_fn patient_message_keep;
page_fn message_to_work_get;
page_fn message_later_back_post;
