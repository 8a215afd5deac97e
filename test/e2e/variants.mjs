// SPDX-License-Identifier: Apache-2.0
// A therapist makes the programme another one for Kari; she sees it.
import { Person, test, ok } from './lib.mjs';

const said = {
  nb: { moved: 'flyttet denne delen fram for deg', chosen: 'har valgt dette for deg her', kept: 'er tatt vare på', note: 'Ta den tiden du trenger.' },
  en: { moved: 'has moved this part up for you', chosen: 'has chosen this for you here', kept: 'is kept', note: 'Take the time you need.' },
};
const own = (what) => `form[action$="/course/${what}"]`;

async function chapter(t, n) {
  const li = t.page.locator('ol.plain > li').nth(n - 1);
  await li.locator('summary').first().click();
  return li;
}
async function send(t, form, button) {
  await form.locator(button || 'button').first().click();
  await t.page.waitForLoadState();
  ok(/saved=1/.test(t.page.url()), `not saved: ${t.page.url()}`);
}

async function another(w, s) {
  const t = await Person.at(w, { ...s, width: s.wide });
  await t.signIn('solveig');
  await t.speak(s.lang);
  await t.go('/list');
  const at = await t.page.locator('a.go', { hasText: 'Kari Nygård' }).getAttribute('href');
  await t.go(`${at.match(/^\/p\/[0-9a-f]+/)[0]}/course`);
  await t.look('variants');
  // The last chapter comes before the one in front of it.
  let form = (await chapter(t, 7)).locator(own('move'));
  await form.locator('[name=reason]').fill('Next month is heavy');
  await send(t, form, '[value=up]');
  // A note, and another exercise in the place of one that was answered.
  form = (await chapter(t, 2)).locator(own('note')).first();
  await form.locator('textarea').fill(said[s.lang].note);
  await send(t, form);
  form = (await chapter(t, 1)).locator(own('exercise')).first();
  await form.locator('select').selectOption('ch4.spotlight');
  await form.locator('[name=reason]').fill('Closer to what she asked for');
  await send(t, form);
  await patient(w, s);
  // What was made is taken back.
  for (let n = 0; n < 3; n++) {
    await t.page.locator('form[action*="/course/v/"] button').first().click();
    await t.page.waitForLoadState();
  }
}

async function patient(w, s) {
  const p = await Person.at(w, s), x = said[s.lang];
  await p.signIn('kari');
  await p.speak(s.lang);
  await p.go('/plan');
  await p.has(x.moved);
  await p.lacks('Next month is heavy');
  await p.look('variants-plan');
  await p.go('/c/ch2/1');
  await p.has(x.note);
  await p.go('/e/ch1/map');
  await p.look('variants-kept');
  await p.press('main .note a');
  await p.has(x.chosen);
  await p.has(x.kept);
  await p.look('variants-exercise');
}

export async function variants(w) {
  for (const [width, wide, js, lang] of [[360, 1280, false, 'nb'], [1280, 360, true, 'en']])
    await test(`another way for one patient, ${width} px, ${js ? 'with' : 'without'} script, ${lang}`, () => another(w, { width, wide, js, lang }));
}
