// SPDX-License-Identifier: Apache-2.0
// Every page of everyone: axe at both widths in light and dark, nothing wider
// than 320 px, every control by keyboard, with a focus that is seen.
import { Person, is, ok, test } from './lib.mjs';

const go = (path) => async (p) => { await p.go(path); };
const send = (path, button = 'main form .actions button') => async (p) => { await p.go(path); await p.press(button); };
const href = (p, selector) => p.page.locator(selector).first().getAttribute('href');
const noted = {};

// Tab starts anew at the top, wherever it was.
function fromTop(page) {
  return page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0); });
}
// The page by keyboard: Tab from the top until it comes round.
async function keyboard(p, name) {
  const page = p.page;
  await fromTop(page);
  const want = await page.evaluate(() => {
    const groups = new Set();
    let n = 0;
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
      if (e.disabled || !e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
      if (e.type === 'radio') { const g = `${e.form?.action} ${e.name}`; if (groups.has(g)) continue; groups.add(g); }
      n++;
    }
    return n;
  });
  let reached = 0;
  // A day or a time is one control with stops of its own inside.
  for (let i = 0; i < 6 * want + 5; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((first) => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      if (e === window.lastTab && e.matches('input[type=date], input[type=time]')) return { inside: true };
      window.lastTab = e;
      const again = e.dataset.tabbed === '1';
      e.dataset.tabbed = '1';
      const marks = [getComputedStyle(e), getComputedStyle(e, '::after'), e.nextElementSibling && getComputedStyle(e.nextElementSibling)];
      const seen = marks.some((s) => s && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
      const r = e.getBoundingClientRect();
      const points = [[r.left + 2, r.top + 2], [(r.left + r.right) / 2, (r.top + r.bottom) / 2], [r.right - 2, r.bottom - 2]];
      const clear = points.some(([x, y]) => { const t = document.elementFromPoint(x, y); return t && (e.contains(t) || t.contains(e) && t !== document.body && t !== document.documentElement && !t.matches('main')); });
      return { again, seen, clear, skip: first ? e.matches('a.skip') : true, what: `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''} ${(e.textContent || e.name || '').trim().slice(0, 30)}` };
    }, i === 0);
    if (at?.inside) continue;
    if (at === null || at.again) break;
    ok(at.skip, `${name}: the first stop is not the skip link but ${at.what}`);
    ok(at.seen, `${name}: the focus on ${at.what} is not seen`);
    ok(at.clear, `${name}: ${at.what} has the focus under something else`);
    reached++;
  }
  await page.evaluate(() => { window.lastTab = null; });
  await page.evaluate(() => document.querySelectorAll('[data-tabbed]').forEach((e) => e.removeAttribute('data-tabbed')));
  is(reached, want, `${name}: stops of Tab`);
}
async function skips(p, name) {
  await fromTop(p.page);
  await p.page.keyboard.press('Tab');
  await p.page.keyboard.press('Enter');
  await p.page.keyboard.press('Tab');
  ok(await p.page.evaluate(() => !document.activeElement.closest('header, .skip, .patient')), `${name}: the skip link does not skip`);
}

const everyone = {
  out: [['sign-in', go('/sign-in')], ['sign-in-error', async (p) => { await p.go('/sign-in'); await p.page.fill('#f-login', 'kari'); await p.page.fill('#f-password', 'not this one'); await p.press('main form button'); }],
    ['sign-in-again', go('/sign-in?over=1')], ['about', go('/about')], ['help', go('/help')], ['nowhere', go('/nowhere')],
    ['link-bad', go('/i/' + '0'.repeat(64))], ['invitation', (p) => p.go(noted.link)], ['invitation-error', (p) => send(noted.link, 'main form .actions button')(p)]],
  kari: [['today', go('/today')], ['plan', go('/plan')], ['chapter', go('/c/ch1/2')], ['chapter-exercise', go('/c/ch1/3')], ['chapter-last', go('/c/ch1/6')],
    ['chapter-later', go('/c/ch2')], ['exercise', go('/e/ch1/map')], ['messages', go('/m')], ['messages-folds', async (p) => { await p.go('/m'); await p.page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; })); }], ['messages-error', send('/m', 'main form .actions button:not([name])')],
    ['help', go('/help')], ['more', go('/me')], ['who', go('/who')], ['matters', go('/start')], ['password', go('/me/password')], ['pages', go('/me/pages')], ['mine', go('/mine')], ['about-it', go('/plan/about')], ['ahead', go('/plan/ahead')], ['own-plan', go('/help/plan')],
    ['reminders', go('/me/reminders')], ['reminders-error', async (p) => { await p.go('/me/reminders'); await p.page.evaluate(() => { document.querySelector('#f-zone').value = 'x'; }); await p.press('main form .actions button'); }],
    ['password-error', async (p) => { await p.go('/me/password'); for (const f of ['old', 'password', 'password_again']) await p.page.fill(`#f-${f}`, 'x'); await p.press('main form .actions button'); }],
    ['way-percent-error', send('/way/week')], ['way-plan', go('/way/plan')],
    ['way-plan-error', async (p) => { await p.go('/way/plan'); await p.page.fill('#f-percent-1', 'all'); await p.press('main [name=go][value=done]'); }],
    ['way', async (p) => { await p.go('/way/week'); await p.page.fill('#f-percent', '80'); await p.press('main form .actions button'); await p.go('/way'); }],
    ['way-ask', go('/way/ask')], ['way-back', go('/way/back')], ['way-job', go('/way/job')], ['way-talk', go('/way/talk')], ['way-hand', go('/way/hand')],
    ['way-hand-look', send('/way/hand')], ['way-handed', async (p) => { await p.press('main [name=go][value=keep]'); }],
    ['questions-before', go('/q/0/1')], ['so-far', go('/h/so-far')], ['agreed', async (p) => { await p.go('/plan'); await p.press('main a[href^="/h/"]:not([href="/h/new"], [href="/h/noticed"], [href="/h/so-far"])'); }],
    ['own', go('/h/new')], ['noticed', go('/h/noticed')], ['change', async (p) => { await p.press('main a.back'); await p.go('/plan'); await p.press('main a[href^="/h/"]:not([href="/h/new"], [href="/h/noticed"], [href="/h/so-far"])'); await p.press('main a[href$="/plan"] >> nth=-1'); }],
    ['talks', go('/talks')], ['messages-about', go('/m?about=ch1')],
    ['about', go('/about')], ['nowhere', go('/list')]],
  daniel: [['today', go('/today')], ['chapter-next', go('/c/ch1')], ['questions', go('/q/0/1')], ['questions-error', send('/q/0/1', 'main [name=go][value=send]')],
    ['start', go('/start')]],
  solveig: [['list', go('/list')], ['handbook', go('/guide')], ['handbook-part', go('/guide/w-icbt/guide_ch1')], ['mine', go('/list/mine')], ['mine-longer', go('/list/mine?weeks=12')], ['reach', go('/me/reach')], ['invite', go('/list/new')], ['invite-error', send('/list/new')],
    ['alert', async (p) => { await p.go('/list'); noted.alert = await href(p, '.go[href*="/n/"]'); await p.go(noted.alert); }],
    ['alert-error', (p) => send(noted.alert, 'form[action$="/close"] .actions button')(p)],
    ['alert-draft', async (p) => { await p.go('/list'); const a = await p.page.locator('.go[href*="/n/"]').evaluateAll((l) => l.map((x) => x.getAttribute('href'))); await p.go(a[a.length - 1]); }],
    ['patient', async (p) => { await p.go('/list'); noted.patient = (await href(p, '[data-reply][href$="#reply"]')).replace('#reply', ''); await p.go(noted.patient); }],
    ['patient-keys', async (p) => { await p.go(noted.patient); await p.page.click('[data-keys-open]'); }],
    ['patient-folds', async (p) => { await p.go(noted.patient); await p.page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; })); }],
    ['answer', async (p) => { await p.go(noted.patient); await p.press('main a[href*="/a/"] >> nth=0'); }],
    ['work', (p) => p.go(noted.patient + '/w')], ['work-new', (p) => p.go(noted.patient + '/w/new')],
    ['work-one', async (p) => { await p.go(noted.patient + '/w'); await p.press('main a[href*="/w/"]:not([href*="/w/new"], [href$="/report"]) >> nth=0'); }],
    ['messages', (p) => p.go(noted.patient + '/m')], ['way', (p) => p.go(noted.patient + '/way')], ['way-plan', (p) => p.go(noted.patient + '/way/plan')], ['way-percent', (p) => p.go(noted.patient + '/way/week')], ['safety', (p) => p.go(noted.patient + '/plan')], ['contact', (p) => p.go(noted.patient + '/contact')],
    ['report', (p) => p.go(noted.patient + '/w/report')], ['report-own', (p) => p.go(noted.patient + '/w/report?own=1')],
    ['link', (p) => p.go(noted.patient + '/link')],
    ['messages-folds', async (p) => { await p.go(noted.patient + '/m'); await p.page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; })); }],
    ['talks', (p) => p.go(noted.patient + '/t')], ['talks-error', (p) => send(noted.patient + '/t', 'main form button[value=plan]')(p)],
    ['talk', async (p) => { await p.go(noted.patient + '/t'); await p.page.fill('#f-day', new Date().toISOString().slice(0, 10)); await p.page.fill('#f-time', '00:10'); await p.press('main form button[value=note]'); }],
    ['talk-error', (p) => p.press('main form button[value=save]')],
    ['read', (p) => p.go(noted.patient + '/read/ch1')], ['record', (p) => p.go(noted.patient + '/record')], ['record-error', (p) => p.go(noted.patient + '/record?from=2026-02-30')], ['minutes', (p) => p.go(noted.patient + '/minutes')], ['minutes-error', (p) => send(noted.patient + '/minutes')(p)],
    ['away', go('/list/away')], ['away-error', send('/list/away')],
    ['switch', async (p) => { await p.go('/list'); for (const a of await p.page.locator('.go').evaluateAll((l) => l.map((x) => x.getAttribute('href').replace(/\/n\/.*/, '')))) { await p.go(a);
      if (await p.count('form[action*="/c/"] button[value=hold]')) { await p.page.click('details:has(form[action*="/c/"]) summary'); await p.page.fill('form[action*="/c/"] [name=reason]', ''); await p.press('form[action*="/c/"] button[value=hold]'); break; } } }],
    ['more', go('/me')], ['nowhere', go('/admin')]],
  marit: [['team', go('/team')], ['duty', go('/team/duty')], ['team-minutes', go('/team/minutes')], ['team-work', go('/team/w?from=2026-01-01&by=variant')], ['team-work-error', go('/team/w?from=2026-13-01')], ['look', go('/team/look')], ['look-drawn', send('/team/look', 'form[action="/team/look"] button')],
    ['look-one', send('/team/look', 'form[action$="/open"] button >> nth=0')], ['look-one-error', (p) => p.press('main form .actions button')],
    ['reason', async (p) => { await p.go('/team'); await p.press('main ul.open a >> nth=1'); }],
    ['reason-error', async (p) => { await p.page.fill('#f-reason', 'no'); await p.press('main form .actions button'); }],
    ['record', async (p) => { await p.page.fill('#f-reason', 'Covering for a colleague today.'); await p.press('main form .actions button'); noted.record = p.path(); }],
    ['record-messages', (p) => p.go(noted.record + '/m')], ['record-plan', (p) => p.go(noted.record + '/plan')], ['record-contact', (p) => p.go(noted.record + '/contact')]],
  admin: [['accounts', go('/admin')], ['accounts-error', send('/admin')], ['account', async (p) => { await p.go('/admin'); await p.press('main table a >> nth=0'); }],
    ['account-link', async (p) => { await p.go('/admin'); await p.page.fill('#f-name', 'Ask Lund'); await p.page.fill('#f-login', 'ask@example.org'); await p.page.check('#f-roles-2'); await p.press('main form .actions button'); noted.link = new URL(await p.text('main code')).pathname; }],
    ['clinic', go('/admin/clinic')], ['clinic-error', async (p) => { await p.go('/admin/clinic'); await p.page.fill('[name=review_d]', '40'); await p.page.fill('#f-hours', 'x'); await p.press('main form .actions button'); }],
    ['contact', go('/admin/contact')], ['contact-error', send('/admin/contact')],
    ['safe', go('/admin/safe')]],
};

export async function a11y(w) {
  // The administrator first: the link of a new account is looked at by "out".
  for (const who of ['admin', 'out', 'kari', 'daniel', 'solveig', 'marit'])
    await test(`everyone can use it: the pages of ${who}`, async () => {
      const p = await Person.at(w, { width: 1280, axe: true, lang: who === 'daniel' ? 'en' : 'nb' });
      if (who !== 'out') { await p.signIn(who); if (who === 'admin' || who === 'solveig') await p.speak(who === 'admin' ? 'en' : 'nb'); }
      const bad = [];
      const note = async (run) => { try { await run(); } catch (e) { bad.push(e.message.split('\n')[0]); await p.keep(`failed-${who}-${bad.length}`); } };
      for (const [name, open] of everyone[who]) {
        const tag = `${who}-${name}`;
        await p.page.setViewportSize({ width: 1280, height: 800 });
        await open(p);
        await note(() => p.check(tag));
        await note(async () => ok(await p.page.evaluate(() => document.querySelector('main').getBoundingClientRect().width) >= 480, `${tag}: the page is a thin strip`));
        for (const width of [1280, 360]) {
          await p.page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
          await note(() => keyboard(p, `${tag} ${width}`));
          for (const colorScheme of ['light', 'dark']) {
            await p.page.emulateMedia({ colorScheme });
            // From the top: what lies under the bar that stays is not small.
            await p.page.evaluate(() => scrollTo(0, 0));
            await note(() => p.axe(`${tag} ${width} ${colorScheme}`));
          }
          await p.shot(`all-${tag}-${width}-dark`);
          await p.page.emulateMedia({ colorScheme: 'light' });
          if (width === 360) await p.shot(`all-${tag}-${width}`);
        }
        await p.page.setViewportSize({ width: 320, height: 640 });
        await note(() => p.narrow(tag));
        if (name === everyone[who][0][0]) await note(() => skips(p, tag));
      }
      ok(bad.length === 0, `${bad.length}: ${bad.join(' || ')}`);
    });
}
