/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/*
 * One line of JSON an event to stderr: time, level, what, numbers.  Never a
 * name, an answer, a URL with an id of a person, or any patient's text: the
 * message is a literal and its values are numbers, ids of requests, file
 * names and error texts of the system.
 */
#include <stdarg.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_level_set(enum log_level);
void log_event(enum log_level, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#define log_info(...) log_event(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_event(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_event(LOG_ERROR, __VA_ARGS__)
