/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* Worksheets as people fill them in; rows of a list by |, cells by /. */

static const struct sheet sheets[] = {
	{ "moment", {
	    { "situation", "The lift stopped between two floors with six of "
	    "us." },
	    { "feeling", "trapped" },
	    { "thought", "“They can hear my heart.”" } } },
	{ "moment", {
	    { "situation", "My name was spelt right on the rota." },
	    { "feeling", "warm" } } },
	{ "moment", {
	    { "situation", "A guest said my English is good." },
	    { "feeling", "annoyed, then sad" },
	    { "thought", "“It is my language.”" } } },
	{ "moment", {
	    { "situation", "Monday, the meeting room with glass walls." },
	    { "feeling", "watched" },
	    { "thought", "“Don't drop the pen.”" } } },
	{ "breathe", {
	    { "noticed", "The engine ticked as it cooled. I counted that "
	    "instead." } } },
	{ "breathe", {
	    { "noticed", "I yawned four times. The fifth breath was "
	    "real." } } },
	{ "one_thing", {
	    { "what", "Bought oranges for no reason." },
	    { "noticed", "The kitchen smelled like my aunt's." } } },
	{ "one_thing", {
	    { "what", "Sat on the pier with the fishermen." },
	    { "noticed", "Nobody asked me anything." } } },
	{ "good_and_done", {
	    { "good", "The bus waited for me|Warm socks" },
	    { "done", "Called the bank|Finished a shift without hiding" } } },
	{ "mood_day", {
	    { "did", "Work, laundry, a call home." },
	    { "note", "Best between four and six." } } },
	{ "energy_day", {
	    { "took", "Smiling for eight hours." },
	    { "gave", "The walk in the dark with headphones off." } } },
	{ "thought_catch", {
	    { "situation", "My chart is on the big screen." },
	    { "feeling", "sick" },
	    { "thought", "“There. Row seven. They all see it.”" } } },
	{ "thought_catch", {
	    { "situation", "He closed the door after me." },
	    { "feeling", "alone" },
	    { "thought", "“They will talk now.”" } } },
	{ "thought_sides", {
	    { "thought", "“I don't belong here.”" },
	    { "for", "I say every sentence twice in my head." },
	    { "against", "They kept a plate for me on Friday." },
	    { "both", "I work hard to be here, and there is a plate." } } },
	{ "thought_sides", {
	    { "thought", "“A mistake means I am careless.”" },
	    { "for", "I missed one box." },
	    { "against", "I filled in four hundred." } } },
	{ "ladder", {
	    { "goal", "Open every letter on the day it comes" },
	    { "ladder", "Pick it up|Put it on the table|Open it with a "
	    "friend on the phone|Open it alone" },
	    { "first", "Pick it up" } } },
	{ "ladder_step", {
	    { "predict", "I walk down the corridor. He will shout." },
	    { "happened", "He was asleep in his chair with the radio on." },
	    { "learned", "I had been afraid of a man who sleeps at two." } } },
	{ "look_out", {
	    { "where", "Reception at six in the morning" },
	    { "saw", "A fox on the lawn. Frost on the flags." } } },
	{ "pauses", {
	    { "noticed", "On the fire stairs. Somebody has left a plant "
	    "there." } } },
	{ "worry_time", {
	    { "worries", "The visa|Whether she eats enough" },
	    { "noticed", "They took turns." } } },
	{ "worry_sort", {
	    { "can", "The letter / Ask what the word means" },
	    { "cannot", "The news|What they decide" },
	    { "first", "Ask about the word" } } },
	{ "move", {
	    { "what", "Up and down the stairs with the laundry, twice." },
	    { "noticed", "Warm. I hummed." } } },
	{ "test_it", {
	    { "belief", "If I ask them to speak slower they will stop "
	    "talking to me." },
	    { "test", "Ask one of them on Thursday." },
	    { "predict", "He looks away." },
	    { "outcome", "He slowed down, and then the others did." } } },
};

const struct sheets demo_sheets_en = { sheets,
    sizeof(sheets) / sizeof(sheets[0]) };
