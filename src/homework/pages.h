/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Handlers of this room; src/routes.c says where and for whom. */
#include "http/page.h"

page_fn homework_agree_post;
page_fn homework_page_get;
page_fn homework_page_post;
page_fn homework_review_post;
