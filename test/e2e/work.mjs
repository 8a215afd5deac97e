// SPDX-License-Identifier: Apache-2.0
// Work, as the two do it: the weekly line, the plan in both directions, a step
// back, a page to hand over, the line in the queue.
import { Person, is, ok, test } from './lib.mjs';
import { arrives } from './journey.mjs';

const said = { nb: { tasks: 'Post og telefon', close: 'Store møter', then: 'Hvis det blir for mye, går jeg ut i fem minutter', support: 'Et stille rom', back: 'Det ble for mye på onsdag', helps: 'Halve dager', note: 'Ringer på fredag', manager: 'Lederen min' },
en: { tasks: 'Post and telephone', close: 'Large meetings', then: 'If it gets too much, I go out for five minutes', support: 'A quiet room', back: 'Wednesday was too much', helps: 'Half days', note: 'Will ring on Friday', manager: 'My manager' } };
const day = (n) => new Date(Date.now() + n * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Oslo' });

async function therapist(w, s) {
  const t = await Person.at(w, { ...s, width: 1280 });
  await t.signIn('solveig');
  await t.speak(s.lang);
  return t;
}
// The exercise of chapter 1 says who is asked; one line, then one tap.
async function week(p, s) {
  await p.go('/today');
  is(await p.count('#week'), 0, 'nobody is asked who has not told of leave');
  await p.go('/e/ch1/map');
  await p.page.check('[name="f.status"][value=sick_full]');
  await p.press('main [name=go][value=done]');
  await p.go('/today');
  await p.look('work-today-first');
  await p.press('main a[href="/way/week"]');
  await p.look('work-percent');
  await p.page.fill('#f-percent', 'all');
  await p.press('main form .actions button');
  is(await p.count('.ds-error-summary'), 1, 'a percent is a number');
  is(await p.page.inputValue('#f-percent'), 'all', 'what was typed stays');
  await p.page.fill('#f-percent', '100');
  await p.page.fill('#f-from', day(-40));
  await p.press('main form .actions button');
  is(p.path(), '/way/ask', 'two more questions come along');
  await p.look('work-ask');
  await p.page.check('[name=ready][value="4"]', { force: true });
  await p.page.check('[name=sure][value="7"]', { force: true });
  await p.press('main form .actions button');
  is(p.path(), '/today', 'and then back');
  is(await p.count('#week'), 0, 'once a week');
}
async function plans(p, t, s) {
  await p.go('/way');
  await p.look('work-empty');
  await p.press('main a[href="/way/plan"]');
  await p.look('work-plan-new');
  await p.page.fill('#f-day-1', day(10));
  await p.page.fill('#f-percent-1', '80');
  await p.page.fill('#f-tasks-1', said[s.lang].tasks);
  await p.press('main [name=go][value=more]');
  is(await p.page.inputValue('#f-tasks-1'), said[s.lang].tasks, 'one more step keeps the first');
  await p.page.fill('#f-day-2', day(24));
  await p.page.fill('#f-percent-2', '60');
  await p.page.click('fieldset:nth-of-type(2) summary');
  await p.page.fill('#f-if_then-2', said[s.lang].then);
  const kept = s.js && p.page.waitForResponse((r) => r.url().endsWith('/way/plan/keep') && decodeURIComponent(r.request().postData()).replaceAll('+', ' ').includes(said[s.lang].close));
  await p.page.fill('#f-hinder-2', said[s.lang].close);
  if (s.js) {
    await kept;
    await p.page.reload();
    is(await p.page.inputValue('#f-hinder-2'), said[s.lang].close, 'saved while writing');
  } else {
    await p.press('main [name=go][value=later]');
    await p.look('work-plan-begun');
    await p.press('main a[href="/way/plan"]');
  }
  await p.look('work-plan-form');
  await p.press('main [name=go][value=done]');
  await p.has(said[s.lang].then);
  await p.look('work-way');
  // The therapist adds support; meanwhile the patient changes it too.
  await t.go(`/p/${s.id}`);
  await t.look('work-overview-clinic');
  await t.press('.patient a[href$="/way"]');
  await t.look('work-clinic');
  await p.go('/way/plan');
  await t.press('main a[href$="/way/plan"]');
  await t.page.click('fieldset:nth-of-type(1) summary');
  await t.page.fill('#f-support-1', said[s.lang].support);
  await t.look('work-plan-clinic');
  await t.press('main [name=go][value=done]');
  await p.page.fill('#f-tasks-1', 'Z 3');
  await p.press('main [name=go][value=done]');
  await p.has(said[s.lang].support);
  is(await p.page.inputValue('#f-tasks-1'), 'Z 3', 'nothing that was typed is lost');
  await p.look('work-plan-both');
  await p.page.fill('#f-tasks-1', said[s.lang].tasks);
  await p.page.locator('form summary').first().click();
  await p.page.fill('#f-support-1', said[s.lang].support);
  await p.press('main [name=go][value=done]');
  is(p.path(), '/way', 'saved over what was seen');
}
async function corrects(p, t, s) {
  await t.go(`/p/${s.id}/way/week`);
  await t.page.fill('#f-percent', '80');
  await t.page.fill('#f-from', day(-4));
  await t.press('main form .actions button');
  await p.go('/way');
  await p.page.locator('main a[href^="/way/d/"]').last().click();
  await p.page.waitForLoadState();
  await p.page.fill('#f-from', day(-2));
  await p.look('work-correct');
  await p.press('main form .actions button');
  await t.page.reload();
  await t.page.locator('#days ~ details summary').first().click();
  await t.look('work-corrected-clinic');
}
async function back(p, t, s) {
  await p.go('/way');
  await p.press('main a[href="/way/back"]');
  await p.page.fill('#f-happened', said[s.lang].back);
  await p.page.fill('#f-helps', said[s.lang].helps);
  await p.page.fill('#f-look', day(5));
  await p.look('work-back');
  await p.press('main [name=go][value=save]');
  await p.look('work-way-back');
  is(await p.count('.note.warn'), 0, 'a step back is never a warning');
  await t.go(`/p/${s.id}/way`);
  await t.has(said[s.lang].helps);
}
async function hands(p, t, s) {
  await p.press('main a[href="/way/hand"]');
  await p.look('work-hand');
  const ticked = await p.page.locator('[name=pick]:checked').evaluateAll((l) => l.map((x) => x.value).sort().join(' '));
  is(ticked, 'name now tasks-1 when-1 when-2', 'ticked for a manager');
  await p.press('main [name=go][value=see]');
  await p.has(said[s.lang].tasks, '.paper');
  for (const x of [said[s.lang].close, said[s.lang].support, said[s.lang].back, 'PHQ-9']) await p.lacks(x, '.paper');
  await p.look('work-hand-look');
  await p.press('main [name=go][value=back]');
  await p.page.check('[name=pick][value=support-1]');
  await p.page.fill('#f-whom', 'Berit');
  await p.press('main [name=go][value=see]');
  await p.has(said[s.lang].support, '.paper');
  const seen = await p.text('.paper');
  await p.press('main [name=go][value=keep]');
  is(await p.text('.paper'), seen, 'what is kept is what was seen');
  await p.look('work-handed');
  // On paper the page alone.
  await p.page.emulateMedia({ media: 'print' });
  is((await p.text('body')).trim(), seen.trim(), 'what is printed is the page');
  await p.shot(`work-printed-${s.width}-${s.js ? 'js' : 'nojs'}-${s.lang}`);
  await p.page.emulateMedia({ media: null });
  if (s.js) ok(await p.page.isVisible('[data-print]'), 'a button prints');
  await t.page.reload();
  await t.has('Berit');
  await t.press('main a[href*="/way/hand/"]');
  is(await t.text('.paper'), seen, 'the clinic sees the same');
}
async function worries(p, t, s) {
  await p.go('/way/ask');
  await p.page.check('[name=hope][value=unsure]', { force: true });
  await p.press('main form .actions button');
  await t.go('/list');
  const row = t.page.locator(`[data-row]:has(a[href^="/p/${s.id}"])`);
  ok(/usikker|unsure/.test(await row.innerText()), 'it stands in the list');
  await t.look('work-list');
  await t.go(`/p/${s.id}/way`);
  await t.look('work-worry-clinic');
  await t.page.click('.note.warn details summary');
  await t.page.fill('#f-note', said[s.lang].note);
  await t.press('form[action$="/note"] .actions button');
  await t.go('/list');
  ok(!/usikker på å komme|unsure about coming/.test(await row.innerText()), 'a note closes it');
}
async function way(w, s) {
  const p = await arrives(w, s), t = await therapist(w, s);
  await week(p, s);
  await plans(p, t, s);
  await corrects(p, t, s);
  await back(p, t, s);
  await hands(p, t, s);
  await worries(p, t, s);
  await p.go('/way/talk');
  await p.look('work-talk');
  await p.go('/way/job');
  await p.look('work-job');
  await p.go('/plan');
  await p.look('work-my-plan');
}

export async function work(w) {
  let n = 0;
  for (const [width, js, lang] of [[360, false, 'nb'], [360, true, 'en'], [1280, false, 'en'], [1280, true, 'nb']]) {
    const s = { width, js, lang, start: day(-20), mobile: `400006${String(++n).padStart(2, '0')}`, name: `Way Person ${'ABCD'[n - 1]}` };
    await test(`the way back to work, ${width} px, ${js ? 'with' : 'without'} script, ${lang}`, () => way(w, s));
  }
}
