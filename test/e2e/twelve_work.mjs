// SPDX-License-Identifier: Apache-2.0
// The middle of the twelve weeks: the plan back to work, a risk answer on a
// Friday evening, and the graded return with a step back.
import { Person, is, ok } from './lib.mjs';
import * as act from './twelve_acts.mjs';

const steps = [['2026-11-02', 80], ['2026-11-09', 60], ['2026-11-16', 40], ['2026-11-23', 20]];

// Chapter 6: step by step, and what the manager gets of it.
export async function plans(w, { ingrid: s, tom, week, reviewed, patient }) {
  await week(w, s, 6, { chapter: 'ch6', percent: 100, measures: false, more: async (p) => {
    await p.go('/way/plan');
    for (const [i, [day, percent]] of steps.entries()) {
      if (i > 0) await p.press('main [name=go][value=more]');
      await p.page.fill(`#f-day-${i + 1}`, day);
      await p.page.fill(`#f-percent-${i + 1}`, String(percent));
      await p.page.fill(`#f-tasks-${i + 1}`, ['Post og telefon', 'Møter på formiddagen', 'Egne saker', 'Vanlige oppgaver'][i]);
    }
    await p.page.click('fieldset:nth-of-type(1) summary');
    await p.page.fill('#f-hinder-1', 'Mye støy');
    await p.look('twelve-plan-form');
    await p.press('main [name=go][value=done]');
    is(p.path(), '/way', 'the plan is saved');
    await p.has('Vanlige oppgaver');
    await p.look('twelve-plan');
    await p.press('main a[href="/way/hand"]');
    await p.page.fill('#f-whom', 'Berit');
    await p.press('main [name=go][value=see]');
    for (const x of ['Post og telefon', 'Vanlige oppgaver']) await p.has(x, '.paper');
    for (const x of [/PHQ|GAD/, 'Mye støy', /depre|angst|selvmord/i]) await p.lacks(x, '.paper');
    const seen = await p.text('.paper');
    await p.press('main [name=go][value=keep]');
    await p.page.emulateMedia({ media: 'print' });
    is((await p.text('body')).trim(), seen.trim(), 'what is printed is the page');
    await p.shot('twelve-printed');
    await p.page.emulateMedia({ media: null });
  } });
  await reviewed(w, s, 6, { need: /øvelse/i, more: async (t) => {
    await t.go(`/p/${s.id}/way`);
    await t.has('Berit');
    await t.look('twelve-way-clinic');
  } });
  const p = await patient(w, tom);
  await p.go('/way/plan');
  await p.page.fill('#f-day-1', '2026-11-02');
  await p.page.fill('#f-percent-1', '50');
  await p.page.fill('#f-tasks-1', 'Post and telephone');
  await p.press('main [name=go][value=done]');
  await p.has('Post and telephone');
  await p.look('twelve-plan');
  await p.leave();
}

// Nobody reads before Monday: the page says so before and after, with the
// numbers; on Monday one after the other is called.
export async function friday(w, { ingrid: s, sums, patient, therapist }) {
  const { clock, texts } = w;
  await clock.to('2026-10-23 21:10');
  await w.worker();
  texts.length = 0;
  const p = await patient(w, s);
  await p.press('main a[href="/q/6/1"]');
  for (const x of ['Solveig Berg', /mandag (26\. oktober )?(2026 )?kl\.\s08\.00/]) await p.has(x);
  await p.look('twelve-friday-before');
  await act.answers(p, 6, 1, act.adding(sums[6], 9, 2));
  for (const x of ['113', '116 117', '116 123', 'Solveig Berg', /mandag/]) await p.has(x);
  await p.look('twelve-friday-after');
  await p.page.check('main form [type=radio] >> nth=0');
  await p.press('main form .actions button');
  await p.look('twelve-friday-thanks');
  await p.go('/q/6/2');
  await act.answers(p, 6, 2, act.adding(9, 7));
  await p.leave();
  for (const at of ['2026-10-23 21:30', '2026-10-24 12:00', '2026-10-25 12:00', '2026-10-26 07:30']) {
    await clock.to(at);
    await w.worker();
    is(texts.length, 0, `nobody is called at ${at}`);
  }
  const called = async (at) => { await clock.to(at); await w.worker(); return texts.map((x) => x.to.slice(-1)).sort().join(''); };
  is(await called('2026-10-26 08:02'), '1', 'the therapist, when the clinic opens');
  ok(/Mellom/.test(texts[0].message) && !/Ingrid|Moe|risiko|risk/i.test(texts[0].message), texts[0].message);
  ok(/10[.:]00|1\d[.:]\d\d/.test(texts[0].message), `until when: ${texts[0].message}`);
  is(await called('2026-10-26 08:40'), '1', 'an hour is waited');
  is(await called('2026-10-26 09:05'), '12', 'then who is on duty');
  await duty(w);
  is(await called('2026-10-26 10:10'), '123', 'then the supervisors');
  const m = await Person.at(w, { width: 1280, lang: 'nb' });
  await act.signs(m, 'marit@example.org');
  await m.look('twelve-team-monday');
  await m.leave();
  await closes(w, s, therapist);
}
async function duty(w) {
  const t = await Person.at(w, { width: 1280, lang: 'en', js: false });
  await act.signs(t, 'per@example.org');
  await t.has(/call by 15:30 today/, 'section[aria-labelledby=calls]');
  await t.lacks(/Ingrid|Moe/, 'section[aria-labelledby=calls]');
  await t.look('twelve-duty-list');
  await t.press('section[aria-labelledby=calls] a');
  await t.has('You are called');
  await t.look('twelve-duty-open');
  await t.leave();
}
async function closes(w, s, therapist) {
  await w.clock.to('2026-10-26 10:20');
  const t = await therapist(w, s);
  await act.need(t, s, /ring/i);
  await t.look('twelve-list-monday');
  const { at } = await act.rowOf(t, s);
  is(at, 0, 'on top');
  await t.press('[data-row] >> nth=0 >> a.go');
  await t.has(/26\. oktober kl\.\s15\.30/);
  await t.look('twelve-alert');
  await t.press('form[action$="/take"] button');
  const before = w.texts.length;
  await w.worker();
  is(w.texts.length, before, 'who has it stops the calls');
  await t.page.check('#f-contact');
  await t.page.check('#f-level-2');
  await t.page.fill('#f-plan', 'Snakket i tjue minutter. Ny samtale onsdag.');
  for (const [f, v] of [['d', 28], ['m', 10], ['y', 2026]]) await t.page.fill(`[name=next_${f}]`, String(v));
  await t.press('form[action$="/close"] .actions button');
  await t.has('Snakket i tjue minutter');
  await t.look('twelve-alert-closed');
  await t.leave();
}

export async function graded(w, { ingrid: s, tom, week, reviewed, patient, therapist }) {
  const { clock } = w;
  await week(w, s, 7, { percent: 100, chapter: 'ch7', hears: true });
  await reviewed(w, s, 7, {});
  await week(w, s, 8, { to: [80, '2026-11-02'], tells: false });
  await reviewed(w, s, 8, {});
  // Two good steps, then a heavy week: a plan of its own, nothing blamed.
  await week(w, s, 9, { hears: false, to: [100, '2026-11-10'], how: { sure: 3, hope: 'unsure', name: 'twelve-say' }, tells: false, more: async (p) => {
    await p.go('/way');
    await p.press('main a[href="/way/back"]');
    await p.page.fill('#f-happened', 'Det ble for mye på mandag.');
    await p.page.fill('#f-helps', 'Korte dager og en tur etter lunsj.');
    await p.page.fill('#f-look', '2026-11-18');
    await p.look('twelve-back');
    await p.press('main [name=go][value=save]');
    is(await p.count('.note.warn'), 0, 'a step back is never a warning');
    await p.look('twelve-way-back');
  } });
  await reviewed(w, s, 9, { need: /usikker|mindre sikker/i, write: 'Så fint at du skrev det. Vi tar det i ditt tempo.', after: /^(?!.*usikker)/s, before: async (t) => {
    await t.go(`/p/${s.id}`);
    await t.look('twelve-patient-back');
    await t.go(`/p/${s.id}/way`);
    await t.has('Korte dager og en tur etter lunsj.');
    await t.look('twelve-way-back-clinic');
  } });
  await week(w, s, 10, { hears: false, to: [60, '2026-11-16'], tells: false, more: async (p) => {
    await p.go('/today');
    await p.press('section[aria-labelledby=look] a');
    await p.press('main [name=go][value=over]');
    is(await p.count('section[aria-labelledby=back]'), 0, 'it is over');
  } });
  await reviewed(w, s, 10, {});
  await week(w, s, 11, { hears: false, to: [20, '2026-11-23'], tells: false, more: async (p) => {
    await p.go('/way');
    await p.has(/20\s%/);
    await p.look('twelve-way-20');
  } });
  await reviewed(w, s, 11, {});
  await clock.to('2026-11-25 14:00');
  const p = await patient(w, tom);
  await p.look('twelve-today-back-again');
  await p.leave();
  const t = await therapist(w, s);
  await t.go(`/p/${s.id}/way`);
  await t.look('twelve-way-clinic-20');
  await t.leave();
}
