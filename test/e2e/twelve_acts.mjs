// SPDX-License-Identifier: Apache-2.0
// What a patient and a therapist do in a week, as they do it: from Today and
// from the list, by what the screens offer.
import { Person, is, ok } from './lib.mjs';

export const password = 'green kettle winter staircase';
export const own = '#report';

export async function signs(p, login) { await p.signIn(login, password); }
// By the link: the password, and for a patient what matters.
export async function accepts(w, s, link, matters) {
  const p = await Person.at(w, s);
  await p.go(link);
  if (matters) await p.look('twelve-invitation');
  await p.page.check(`[name=lang][value=${s.lang}]`);
  for (const f of ['#f-password', '#f-password_again']) await p.page.fill(f, password);
  await p.press('main form .actions button');
  if (!matters) return p;
  is(p.path(), '/start', 'after the password');
  await p.look('twelve-start');
  await p.page.fill('#f-matters', matters);
  await p.press('main form .actions button');
  is(p.path(), '/today', 'after the start');
  return p;
}
// n answers of 0 to 3 that add up; the ninth of nine is given apart.
export function adding(sum, n, ninth = 0) {
  const v = Array(n).fill(0), most = n === 9 ? 8 : n;
  for (let i = 0, left = sum - (n === 9 ? ninth : 0); left > 0; i = (i + 1) % most) if (v[i] < 3) { v[i]++; left--; }
  if (n === 9) v[8] = ninth;
  return v;
}
export async function answers(p, week, nth, values, name) {
  if (!new RegExp(`^/q/${week}/${nth}`).test(p.path())) { await p.go('/today'); await p.press(`main a[href="/q/${week}/${nth}"]`); }
  if (name) await p.look(`${name}-questions`);
  for (const [i, v] of values.entries()) await p.page.check(`[name="q${i + 1}"][value="${v}"]`, { force: true });
  await p.press('main [name=go][value=send]');
  is(p.path(), `/q/${week}/${nth}/done`, 'the answers are sent');
}
// A page's exercise: everything that can be filled in, is.
export async function fills(p, s, set = {}) {
  for (const [name, value] of Object.entries(set)) await p.page.check(`[name="f.${name}"][value="${value}"]`, { force: true });
  await p.page.evaluate(({ words, set }) => {
    const shown = (e) => e.offsetParent !== null;
    let n = 0;
    const tell = (e) => { e.dispatchEvent(new Event('input', { bubbles: true })); e.dispatchEvent(new Event('change', { bubbles: true })); };
    for (const e of document.querySelectorAll('main form textarea, main form input[type=text]')) {
      if (!shown(e) || e.value || !e.name.startsWith('f.')) continue;
      e.value = e.inputMode === 'decimal' ? '4' : words[n++ % words.length].slice(0, e.maxLength);
      tell(e);
    }
    for (const f of document.querySelectorAll('main form fieldset.scale, main form fieldset.choices')) {
      const all = [...f.querySelectorAll('input[name^="f."]:not([type=hidden])')];
      if (!shown(f) || all.some((x) => x.checked) || all.some((x) => x.name.slice(2) in set)) continue;
      const e = all[Math.min(5, all.length - 1)];
      if (e) { e.checked = true; tell(e); }
    }
    for (const e of document.querySelectorAll('main form select[name^="f."]')) if (shown(e) && !e.value && e.options.length > 1) { e.selectedIndex = 1; tell(e); }
  }, { words: s.words, set });
  await p.press('main [name=go][value=done]');
  // Sent before the page could open what was written for: it is asked about.
  for (let i = 0; i < 3 && await p.page.locator('main [role=status] a[href^="#f-"]').count() > 0; i++) await p.press('main [name=go][value=done]');
  is(await p.count('.ds-error-summary'), 0, `the exercise is taken at ${p.path()}`);
}
// Reads a chapter to its end, does its exercises, agrees on what to try.
export async function reads(p, s, chapter, o = {}) {
  await p.go('/today');
  await p.press(`main a[href^="/c/${chapter}"]`);
  let filled = 0;
  for (let n = 0; n < 20 && p.path().startsWith(`/c/${chapter}`); n++) {
    await p.check(`${chapter} page ${n + 1}`);
    for (const href of await p.page.locator('main a[href^="/e/"]').evaluateAll((l) => [...new Set(l.map((a) => a.getAttribute('href')))])) {
      const here = p.path();
      await p.press(`main a[href="${href}"]`);
      if (filled === 0) await p.look(`twelve-${chapter}-exercise`);
      await fills(p, s, o.set);
      filled++;
      await p.go(here);
    }
    if (await p.count('main form[action="/h/agree"]') > 0 && !o.alone) {
      const here = p.path();
      await p.press('main form[action="/h/agree"] button');
      if (o.when) await p.page.selectOption('#f-day', o.when);
      await p.press('#yes .actions button');
      is(await p.count('#yes'), 0, 'it is agreed');
      await p.look(`twelve-${chapter}-agreed`);
      await p.go(here);
    }
    if (await p.count('main [name=go][value=next]') === 0) break;
    await p.press('main [name=go][value=next]');
  }
  await p.look(`twelve-${chapter}-last`);
  await p.press('main [name=go][value=done]');
  ok(filled > 0, `${chapter} has an exercise`);
}
// What was agreed and can be told about: from Today.
export async function tells(p, amount, o = {}) {
  await p.go('/today');
  await p.page.locator('main .next, main ul.open li').filter({ hasText: /fortell hvordan det gikk|tell how it went/i }).locator('a').first().click();
  await p.page.waitForLoadState();
  if (await p.count(`${own} [name=amount]`) === 0 || !(await p.page.locator(own).isVisible())) await p.page.click('#tell summary');
  await p.page.check(`${own} [name=amount][value="${amount}"]`, { force: true });
  if (amount > 0) for (const [f, v] of [['hard', 4], ['helped', 6]]) await p.page.check(`${own} [name=${f}][value="${v}"]`, { force: true });
  if (o.noticed) await p.page.fill('#f-noticed', o.noticed);
  await p.press(`${own} .actions button`);
  if (o.name) await p.look(o.name);
}
export async function writes(p, body) {
  await p.press('.nav a[href="/m"]');
  await p.page.fill('#f-body', body);
  await p.press('main form .actions button:not([name])');
  await p.has(body, '.thread');
}
// What the therapist answered stands on Today until it is read.
export async function hears(p, reply) {
  await p.go('/today');
  await p.page.locator('main .next, main ul.open li').filter({ hasText: /les svaret|read the answer/i }).locator('a').first().click();
  await p.page.waitForLoadState();
  await p.has(reply);
}
// One tap on Today: still the same percent.
export async function stillSame(p, percent) {
  await p.go('/today');
  await p.has(new RegExp(`${percent}\\s%`), 'section[aria-labelledby=week]');
  await p.press('section[aria-labelledby=week] button[value=same]');
  if (p.path() === '/way/ask') await p.press('main a[href="/today"]');
  is(await p.count('#week'), 0, 'asked once a week');
}
export async function changesTo(p, percent, from, how = {}) {
  await p.go('/today');
  await p.press('section[aria-labelledby=week] a');
  await p.page.fill('#f-percent', String(percent));
  if (from) await p.page.fill('#f-from', from);
  await p.press('main form .actions button');
  if (p.path() !== '/way/ask') return;
  if (how.name) await p.look(how.name);
  for (const [f, v] of [['ready', how.ready ?? 6], ['sure', how.sure ?? 7]]) await p.page.check(`[name=${f}][value="${v}"]`, { force: true });
  await p.page.check(`[name=hope][value=${how.hope ?? 'yes'}]`);
  await p.press('main form .actions button');
}

// --- the therapist ---------------------------------------------------------
export async function rowOf(t, s) {
  const rows = await t.page.locator('[data-row]').evaluateAll((l) => l.map((r) => r.innerText));
  const at = rows.findIndex((r) => r.includes(s.name));
  ok(at >= 0, `${s.name} is in the list`);
  return { at, text: rows[at] };
}
// What stands in the list for this patient.
export async function need(t, s, what) {
  if (t.path() !== '/list') await t.go('/list');
  const { text } = await rowOf(t, s);
  ok(what.test(text), `the list says "${text.replace(/\n/g, ' | ')}", not ${what}`);
}
export async function invites(t, s, day) {
  await t.go('/list/new');
  const [y, m, d] = day.split('-').map(Number);
  for (const [f, v] of Object.entries({ name: s.name, born_d: '27', born_m: '3', born_y: '1987', mobile: s.mobile, place: 'Bergen', person: 'Ola, 400 00 900',
    gp: 'Dr. Lie', start_d: String(d), start_m: String(m), start_y: String(y), suitability: 'Fits well.', suicidality: 'Asked; none.',
    other_treatment: 'None.', physical: 'Nothing known.' })) await t.page.fill(`[name=${f}]`, v);
  await t.page.selectOption('[name=lang]', s.lang);
  await t.page.selectOption('[name=weekday]', '3');
  await t.press('main form .actions button');
  ok(await t.count('.ds-error-summary li') === 2, 'the assessed level and the consent are asked for');
  await t.look('twelve-assessment');
  await t.page.check('#f-level');
  await t.page.check('#f-information');
  await t.press('main form .actions button');
  if (await t.count('main code') === 0) await t.press('main form button');
  s.link = new URL(await t.text('main code')).pathname;
  s.id = t.path().split('/')[2];
}
export async function message(t, s, body) {
  await t.go(`/p/${s.id}/m`);
  await t.page.fill('#f-body', body);
  await t.press('main form .actions button:not([name])');
  await t.has(body, '.thread');
}
// A talk of this step of the rhythm, planned, and noted when it was.
export async function plansTalk(t, s, step, kind, day, time) {
  await t.go(`/p/${s.id}/t`);
  await t.page.check(`[name=kind][value=${kind}]`);
  for (const [f, v] of [['day', day], ['time', time]]) await t.page.fill(`#f-${f}`, v);
  await t.page.selectOption('#f-step', step);
  await t.press('main form[action$="/t"] button[value=plan]');
}
export async function notesTalk(t, s, agreed, minutes, name) {
  await need(t, s, /samtale|talk|call|noter|noted/i);
  const { at } = await rowOf(t, s);
  await t.press(`[data-row] >> nth=${at} >> a.go`);
  // Something else stood on top of the row: by the list of talks.
  if (t.path() === `/p/${s.id}`) { await t.go(`/p/${s.id}/t`); await t.press('main ul.open a >> nth=0'); }
  ok(t.path().startsWith(`/p/${s.id}/t/`), `the talk opens, not ${t.path()}`);
  await t.look(name);
  await t.page.check('#f-state');
  await t.page.fill('#f-minutes', String(minutes));
  await t.page.fill('#f-agreed', agreed);
  await t.press('main form .actions button[value=save]');
}

// The weekly review, from the list and back to it: keys, or clicks.
export async function reviews(t, s, reply, counted) {
  await t.go('/list');
  const { at } = await rowOf(t, s);
  let n = 0;
  const key = async (k, go) => {
    n++;
    if (go) await Promise.all([t.page.waitForNavigation(), t.page.keyboard.press(k)]);
    else await t.page.keyboard.press(k);
    await t.page.waitForLoadState();
  };
  const click = async (selector) => { n++; await t.press(selector); };
  const focus = () => t.page.evaluate(() => document.activeElement.hasAttribute('data-reply') && document.activeElement.tagName);
  if (t.o.js) {
    // The focus is on the row one came from, or nowhere; one goes down to it.
    for (let i = 0; i <= at; i++) await (i === at ? key('j') : t.page.keyboard.press('j'));
    await key('r', true);
    if (await focus() !== 'TEXTAREA') await key('r');
    is(await focus(), 'TEXTAREA', 'one writes');
    await t.page.keyboard.press('Control+End');
    await t.type(reply);
    await key('Control+Enter', true);
  } else {
    await click(`[data-row] >> nth=${at} >> a.reply`);
    const field = await t.count('#f-reply') ? '#f-reply' : '#f-body';
    await t.page.fill(field, reply);
    await click(`form:has(${field}) .actions button >> nth=0`);
  }
  is(await t.count('.ds-error-summary'), 0, 'the reply is sent');
  if (t.o.js) await key('l', true); else await click('.nav a[href="/list"]');
  is(t.path(), '/list', 'back at the list');
  if (counted) {
    console.log(`  ${counted}: ${n} ${t.o.js ? 'keys' : 'clicks'} and the reply's own text`);
    ok(n <= 6, `an uneventful week takes ${n}`);
  }
  return n;
}
