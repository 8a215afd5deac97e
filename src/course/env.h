/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inside the room: values for expressions, over chapter states at hand. */
#include "course/course.h"

const struct expr_env *course_env_of(struct care *, const struct enrolment *,
    const struct content *, const struct chapter_progress *, size_t n,
    bool own);
