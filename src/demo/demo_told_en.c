/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_texts.h"

/* What people noticed, and the answer; the first belong to GROUP_SEE. */
static const struct told told[] = {
	/* --- see --- */
	{ 2, "It was always the five minutes before, never the thing itself.",
	    "What a useful thing to have seen. Then the five minutes are "
	    "where we try something small.", GROUP_SEE, NULL },
	{ 2, "Two of the three moments were about the same person.", "Good "
	    "eyes. We don't need to do anything about it yet. What would you "
	    "like that person to know?", GROUP_SEE, NULL },
	{ 2, "Doing it after lunch worked. By evening I am too tired.",
	    "Then lunch it is. Keep the fixed time, it carries half of the "
	    "work.", GROUP_SEE, NULL },
	{ 2, "The number went down just from writing it. 7 to 5.", "That "
	    "happens more often than one would think. Keep the notes; you "
	    "may like to read them in a month.", GROUP_SEE, NULL },
	{ 1, "Managed one. I was surprised that it was not about work at "
	    "all.", "One was plenty, then. I would like to hear more about "
	    "what it was about, if you want to tell.", GROUP_SEE, NULL },
	{ 1, "I forgot twice and felt bad about it.", "Forgetting belongs to "
	    "it. Shall we make it smaller: one word, once this week?",
	    GROUP_SEE, NULL },
	{ 0, "I could not face it. I read the page again instead.", "Reading "
	    "it again was a way of staying near. Leave the task for now; we "
	    "will find one that fits better.", GROUP_SEE, NULL },
	/* --- see --- */
	{ 1, "I drew the circle and the arrow went both ways between fear "
	    "and hands.", "Both ways is a good thing to have seen. Then "
	    "there are two places to step out.", GROUP_SEE, "circle" },
	/* --- thoughts --- */
	{ 2, "I wrote the thought as a headline and it looked silly. Then it "
	    "stopped hurting for a bit.", "A headline is a fine way to hold "
	    "it at arm's length. “For a bit” is how it begins.",
	    GROUP_THOUGHTS, NULL },
	{ 2, "“Everyone” turned out to be two people, and one of them likes "
	    "me.", "From everyone to one and a half. Keep the arithmetic.",
	    GROUP_THOUGHTS, "thought_sides thought_record thought_catch" },
	{ 1, "I got as far as what speaks for it. The other side was blank.",
	    "Then you know which side is out of practice. We will find one "
	    "line for it together.", GROUP_THOUGHTS, "thought_sides "
	    "thought_record" },
	{ 1, "Did it once. It took the whole evening because I wanted it "
	    "perfect.", "Once, and thoroughly. Would ten minutes and then a "
	    "full stop be kinder next time?", GROUP_THOUGHTS, NULL },
	{ 1, "I caught the thought but I did not dare to argue with it.",
	    "Catching it is the first half. You don't have to argue; you can "
	    "just ask it where it has been.", GROUP_THOUGHTS, "thought_catch "
	    "thought_sides" },
	{ 0, "I opened it, read the example, and closed it. It was like "
	    "reading about me.", "That close is too close for now. Let us "
	    "take one that stands further away.", GROUP_THOUGHTS, NULL },
	/* --- do --- */
	{ 2, "Ten minutes of football with the neighbours' kids. I lost "
	    "eleven–two and I slept.", "Eleven–two and a night's sleep is a "
	    "good result. When are you playing again?", GROUP_DO, NULL },
	{ 2, "Wrote down three done things every night. On Thursday one of "
	    "them was “ate breakfast” and I let it count.", "It counts. "
	    "Letting it count may be the harder exercise of the two.",
	    GROUP_DO, "good_and_done" },
	{ 2, "I baked bread as my mother does. The whole house came to the "
	    "kitchen.", "What a way to gather a house. What did the smell do "
	    "for you?", GROUP_DO, NULL },
	{ 1, "Two walks out of three. On the third I got to the door and it "
	    "was raining sideways.", "Two walks and one honest look at the "
	    "weather. Shall we have a plan for sideways rain?", GROUP_DO,
	    "move" },
	{ 0, "Came home, sat down, it was morning.", "Thank you for telling "
	    "it as it was. Then evening is not the place for it. What about "
	    "the break before the late shift?", GROUP_DO, NULL },
	/* --- dare --- */
	{ 2, "Six steps, and the lowest is to put my hand on the gate.", "A "
	    "hand on a gate is a fine beginning. What would the second one "
	    "see from there?", GROUP_DARE, "ladder" },
	{ 1, "Two steps written. The others frightened me from the paper.",
	    "Two are enough to begin with. The paper can wait till you stand "
	    "on the first.", GROUP_DARE, "ladder" },
	{ 2, "I answered the phone while my hand was shaking. The man only "
	    "wanted to know when we open.", "Your hand shook and you "
	    "answered. What you feared and what he wanted were two very "
	    "different calls.", GROUP_DARE, "ladder_step near_work "
	    "ladder_again" },
	{ 1, "I went in and came out again after two minutes. My prediction "
	    "was that I would faint. I did not.", "Then two minutes told you "
	    "something that a year of thinking could not. Shall we take the "
	    "same step once more?", GROUP_DARE, NULL },
	{ 1, "Half of the corridor. I turned where the light changes.",
	    "Half a corridor is a place you were not in last week. We can "
	    "put a step exactly where the light changes.", GROUP_DARE, NULL },
	{ 0, "I had the shoes on. That was all.", "The shoes were the step, "
	    "then. We will cut the next one so that it begins with them.",
	    GROUP_DARE, NULL },
	/* --- test --- */
	{ 2, "I predicted that she would sigh. She said “good point”.", "You "
	    "were sure, and it went the other way. What will you predict the "
	    "next time?", GROUP_TEST, "test_it" },
	{ 1, "Asked one of the three. The other two were busy, or I was "
	    "afraid, I am not sure which.", "One, and an honest doubt about "
	    "the rest. That doubt is worth a test of its own.", GROUP_TEST,
	    "test_it" },
	/* --- calm --- */
	{ 2, "I noticed the sound of the ventilation. After that I could "
	    "hear the people too.", "You moved it outwards by yourself. The "
	    "ventilation will be there tomorrow as well.", GROUP_CALM,
	    "look_out move_focus" },
	{ 2, "Two minutes in the parked car before I called home. I was "
	    "asked if I had slept.", "They heard it in your voice, then. "
	    "Keep those two minutes; they seem to travel.", GROUP_CALM,
	    "breathe" },
	{ 1, "It works when I am alone and never when I need it.", "That is "
	    "a common order to learn it in. First alone, then near others, "
	    "then when it counts.", GROUP_CALM, NULL },
	/* --- worry --- */
	{ 2, "Put the letters into two piles. One pile was only one letter.",
	    "One letter is a pile you can carry. Shall we open it together?",
	    GROUP_WORRY, "worry_sort" },
	{ 1, "I managed to keep the worry hour twice. The other days it had "
	    "me for breakfast.", "Twice is where it starts. What was "
	    "different about those two mornings?", GROUP_WORRY,
	    "worry_time" },
	/* --- any --- */
	{ 2, "I did it without telling anyone and it was mine.", "Something "
	    "that is only yours is rare in a busy week. I am glad you have "
	    "it.", GROUP_ANY, NULL },
	{ 2, "It took four minutes. I had dreaded it for two days.", "Four "
	    "minutes against two days. I would write that on the fridge.",
	    GROUP_ANY, NULL },
	{ 2, "A friend asked what had got into me. I said: practice. We both "
	    "laughed.", "Laughing together over it is more than I could have "
	    "hoped for. What had your friend noticed?", GROUP_ANY, NULL },
	{ 1, "I did the first part and then I was needed. I went back for "
	    "five minutes later.", "Going back for five minutes is the part "
	    "I noticed. That is not half; that is twice.", GROUP_ANY, NULL },
	{ 1, "The small version, three times. The big one did not happen.",
	    "Three small ones are three. Let us call the small one the real "
	    "one for now.", GROUP_ANY, NULL },
	{ 0, "The week ate it.", "Weeks do that. Nothing to make up for; "
	    "shall we put something very small where the week can't reach "
	    "it?", GROUP_ANY, NULL },
	{ 0, "I kept waiting for the right moment.", "The right moment is "
	    "shy. Let us pick a wrong one together and use that.", GROUP_ANY,
	    NULL },
	{ 3, "I went to choir practice instead. I had not been for a year.",
	    "After a year! That is hardly “instead”. What was it like to "
	    "open your mouth?", GROUP_ANY, NULL },
};

const struct tolds demo_tolds_en = { told,
    sizeof(told) / sizeof(told[0]) };
