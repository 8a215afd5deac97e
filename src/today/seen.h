/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* When a patient was last here: noted at most once a minute, not waited for. */
#include <stdint.h>

#include "base/id.h"

struct tx;

void patient_seen(struct tx *, struct id patient, int64_t now);
