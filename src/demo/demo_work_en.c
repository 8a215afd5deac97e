/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* Words around the work between sessions. */

static const struct own_task owns[] = {
	{ "Call Mum on video", "She makes me laugh before she makes me "
	    "worry.", "Charge the tablet after dinner",
	    { 2, "We cooked the same soup on two screens. Hers was better.",
	    "Two soups, one kitchen. What did you talk about while it "
	    "boiled?", GROUP_DO, NULL } },
	{ "Walk to the fjord after work", "The water has no opinion about "
	    "me.", "Put the walking shoes by the door",
	    { 2, "I stood there till my face was cold and my head was quiet.",
	    "A quiet head is worth a cold face. Was it the water or the "
	    "walking?", GROUP_DO, NULL } },
	{ "Read a novel for ten minutes", "I used to be a reader.", "Put the "
	    "phone in the drawer",
	    { 1, "Four pages, twice. I don't remember their names yet.",
	    "Eight pages is a start; the names will come when they trust "
	    "you.", GROUP_DO, NULL } },
	{ "Repair the kitchen chair", "I like to see a thing hold.", "Find "
	    "the glue",
	    { 2, "It holds. I sat in it for the whole film.", "And you "
	    "rested on your own work. Is there a second chair?", GROUP_DO,
	    NULL } },
	{ "Learn five words of Norwegian a day", "Then I am less afraid of "
	    "letters.", "Write them on the fridge",
	    { 1, "“Vedtak” is the one I was afraid of. It only means "
	    "decision.", "It only means decision. I would keep that sentence "
	    "next to the fridge words.", GROUP_DO, NULL } },
	{ "Sing in the kitchen", "It used to be how everyone knew I was "
	    "home.", "Find the old playlist",
	    { 2, "A neighbour closed the window. I sang louder.", "That is "
	    "how they know that you are home, then. What did you sing?",
	    GROUP_DO, NULL } },
};

static const struct reason reasons[] = {
	{ GROUP_THOUGHTS, "You said the sentence comes in your father's "
	    "voice. Let us see what it looks like in your own handwriting." },
	{ GROUP_THOUGHTS, "You are fair to everyone but one. Here that one "
	    "gets a hearing too." },
	{ GROUP_DO, "You told me the evenings have no shape. One small fixed "
	    "thing may give them a spine." },
	{ GROUP_DO, "It was a little lighter on the day your hands were "
	    "busy. Let us build on that." },
	{ GROUP_DARE, "You wrote that you want your mornings back. This is "
	    "one small piece of one morning." },
	{ GROUP_DARE, "The long way round costs you half an hour a day. Let "
	    "us look at the short way, for one minute." },
	{ GROUP_TEST, "You are almost certain what they think of you. That "
	    "is a thing one can find out, kindly." },
	{ GROUP_CALM, "Your body is on watch from the car park on. This "
	    "gives it a few minutes off duty." },
	{ GROUP_CALM, "You look inwards until it wears you out. Looking out "
	    "is a skill, and you have the eyes for it." },
	{ GROUP_WORRY, "Your worries keep no office hours. Let us give them "
	    "some." },
	{ GROUP_SEE, "Before we change anything I would like to know what an "
	    "ordinary Tuesday is like for you." },
	{ GROUP_ANY, "You put this off because it matters to you. Make it as "
	    "small as you like." },
};

static const struct doubt doubts[] = {
	{ DOUBT_FIT, NULL, "Thank you for telling me. You don't need to "
	    "explain. I have other ideas, and a week without is also "
	    "possible." },
	{ DOUBT_FIT, "I have no place where nobody reads over my shoulder.",
	    "Then the exercise has to change, not you. Is there something on "
	    "your way to work that could be yours?" },
	{ DOUBT_FIT, "In my family we pray about this, we do not make lists.",
	    "Thank you for saying so. Let us start from what you do already. "
	    "What does praying do for you on such a day?" },
	{ DOUBT_FIT, "It reminds me of the forms for the immigration office.",
	    "I understand. No more boxes, then. Would you rather tell me in "
	    "your own words, or on the phone?" },
	{ DOUBT_UNSURE, "Some days I think this is for people with real "
	    "problems.", "Yours are real to me. What is good about going on "
	    "as we do now, and what is not so good? A week without an "
	    "exercise is quite all right." },
	{ DOUBT_UNSURE, "I am not sure I can say these things in English.",
	    "You say them well, and they need not be well said. Would it "
	    "help to have an interpreter on the phone once?" },
	{ DOUBT_UNSURE, NULL, "I saw that you are unsure. You need no words "
	    "for it, but I would be glad to hear what would make it "
	    "easier." },
	{ DOUBT_LOW, NULL, "You told me you don't expect much of it. That is "
	    "honest and useful. What would you put more trust in?" },
	{ DOUBT_LOW, NULL, "I saw your numbers. It may be the right thing at "
	    "the wrong time. Shall we leave it, or try it once as an "
	    "experiment?" },
	{ DOUBT_LOW, NULL, "Thank you for not just saying yes. What is it "
	    "that does not ring true?" },
};

static const struct line lines[] = {
	{ 2, "Done, in a week like that. I take my hat off." },
	{ 2, "I see that it was hard and that you did it. That stays with "
	    "me." },
	{ 2, "You kept an appointment with yourself. Notice what that is "
	    "like." },
	{ 2, "A short report with everything in it. Thank you." },
	{ 2, "One more. Do you see that they are adding up?" },
	{ 1, "Some of it is also doing it. Where did it stop, do you "
	    "think?" },
	{ 1, "You told me how far you came. We go on from there." },
	{ 1, "Tired, you ticked. Then let us move it to before lunch." },
	{ 0, "That is all right. What would be so small that it fits a bad "
	    "day?" },
	{ 0, "Something came between; it does. Would you like the same "
	    "again, or something else?" },
};

const struct work_pool demo_work_en = {
	owns, sizeof(owns) / sizeof(owns[0]),
	reasons, sizeof(reasons) / sizeof(reasons[0]),
	doubts, sizeof(doubts) / sizeof(doubts[0]),
	lines, sizeof(lines) / sizeof(lines[0]),
};
