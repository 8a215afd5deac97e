// SPDX-License-Identifier: Apache-2.0
// What script adds, where it may go wrong: a lost net, a lost session, two
// windows, leaving in a hurry, paper.
import { Person, is, ok, shots, test, words } from './lib.mjs';

const line = (page) => page.locator('[data-saved]');
const saved = (page) => page.waitForFunction(() => /\d\d[.:]\d\d/.test(document.querySelector('[data-saved]').textContent) &&
  !document.querySelector('[data-saved]').hasAttribute('data-state'));
const failed = (page) => page.waitForFunction(() => document.querySelector('[data-saved]').dataset.state === 'failed');
const waits = (page) => page.waitForFunction(() => /ikke sendt ennå/.test(document.querySelector('[data-saved]').textContent));
const send = 'main form .actions button:not([name])';

export async function script(w) {
  await test('a lost net loses nothing', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.signIn('kari');
    await k.go('/m');
    k.offline = true;
    await k.context.setOffline(true);
    await k.page.fill('#f-body', 'Skrevet uten nett.');
    await failed(k.page);
    await k.look('offline');
    is(await k.page.inputValue('#f-body'), 'Skrevet uten nett.', 'the text stays');
    await k.context.setOffline(false);
    await saved(k.page);
    k.offline = false;
    await k.go('/m');
    is(await k.page.inputValue('#f-body'), 'Skrevet uten nett.', 'saved when the net is back');
    await k.page.fill('#f-body', '');
    await saved(k.page);
  });
  await test('sent in the moment the net is lost: the last words stay, and go when it is back', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.signIn('kari');
    await k.go('/m');
    const before = k.page.url();
    await k.page.fill('#f-body', 'Lagret.');
    await saved(k.page);
    await k.page.locator('#f-body').press('End');
    await k.type(' Og de siste ordene.');
    k.offline = true;
    await k.context.setOffline(true);
    await k.page.click(send);
    await waits(k.page);
    is(k.page.url(), before, 'a form is not sent into a dead net');
    is(await k.page.inputValue('#f-body'), 'Lagret. Og de siste ordene.', 'the last words stay');
    await k.look('offline-sent');
    await k.page.locator('#f-body').press('End');
    await k.type(' Ett til.');
    ok(/fortsatt\.$/.test(await line(k.page).textContent()), 'who writes on has not sent');
    await k.page.click(send);
    await waits(k.page);
    await k.context.setOffline(false);
    await k.page.waitForURL('**/m?sent=1');
    k.offline = false;
    is(await k.count('.msg:has-text("Og de siste ordene. Ett til.")'), 1, 'sent, once');
  });
  await test('saving fails and sending does not: it is sent', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.signIn('kari');
    await k.go('/m');
    await k.page.route('**/m/keep', (r) => r.fulfill({ status: 502, body: 'no' }));
    await k.page.fill('#f-body', 'Sendt mens lagringen er syk.');
    await failed(k.page);
    ok(!/\d\d[.:]\d\d/.test(await line(k.page).textContent()), 'nothing is called saved');
    await k.page.click(send);
    await k.page.waitForURL('**/m?sent=1');
    is(await k.count('.msg:has-text("Sendt mens lagringen er syk.")'), 1, 'sent, once');
    is(await k.page.inputValue('#f-body'), '', 'and no draft of it is left');
  });
  await test('the server is away for a moment: it is sent when it is back, once', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.signIn('kari');
    await k.go('/m');
    // The first form arrives, its answer does not.
    let away = true, posts = 0;
    await k.page.route((u) => /^\/m(\/keep)?$/.test(u.pathname), async (r) => {
      if (!away || r.request().method() !== 'POST') { await r.continue(); return; }
      if (!r.request().url().endsWith('/keep') && posts++ === 0) await r.fetch({ maxRedirects: 0 });
      await r.fulfill({ status: 502, body: 'no' });
    });
    await k.page.fill('#f-body', 'Sendt mens tjeneren startes om.');
    await k.page.click(send);
    await waits(k.page);
    is(posts, 1, 'tried at once');
    await k.look('server-away');
    away = false;
    await k.page.waitForURL('**/m?sent=1', { timeout: 20000 });
    is(await k.count('.msg:has-text("Sendt mens tjeneren startes om.")'), 1, 'sent, once');
  });
  await test('a text too long for a draft is told so, and can be sent', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.signIn('kari');
    await k.go('/m');
    // As "q" puts a quote there: maxlength holds for keys only.
    await k.page.evaluate(() => { const b = document.querySelector('#f-body'); b.value = 'a'.repeat(8001); b.dispatchEvent(new Event('input', { bubbles: true })); });
    await failed(k.page);
    ok((await line(k.page).textContent()).includes('8000'), 'why');
    await k.page.click('main form .actions button:not([name])');
    await k.page.waitForSelector('.ds-error-summary', { timeout: 5000 });
    is((await k.page.inputValue('#f-body')).length, 8001, 'the text stays');
    await k.page.fill('#f-body', '');
    await saved(k.page);
  });
  await test('a lost session loses nothing', async () => {
    const k = await Person.at(w, { lang: 'nb', width: 1280 });
    await k.signIn('kari');
    await k.go('/m');
    const other = await k.tab();
    await other.goto('/me');
    await other.click('form[action="/sign-out"] button');
    await other.waitForLoadState();
    await k.page.fill('#f-body', 'Skrevet etter at jeg ble logget ut.');
    await failed(k.page);
    await k.look('signed-out-while-writing');
    await line(k.page).locator('button').click();
    await k.page.waitForLoadState();
    is(k.path(), '/sign-in', 'to sign in again');
    await k.look('sign-in-kept');
    await k.page.fill('#f-login', 'kari');
    await k.page.fill('#f-password', words.kari);
    await k.press('main form button');
    await k.has('Skrevet etter at jeg ble logget ut.', 'body').catch(() => {});
    await k.look('kept');
    await k.press('main form .actions button >> nth=0');
    await k.go('/m');
    is(await k.page.inputValue('#f-body'), 'Skrevet etter at jeg ble logget ut.', 'the text is there');
    await k.page.fill('#f-body', '');
    await saved(k.page);
  });
  await test('two windows never overwrite each other', async () => {
    const d = await Person.at(w, { lang: 'en', width: 1280 });
    await d.signIn('daniel');
    await d.go('/e/ch1/map');
    const other = await d.tab();
    await other.goto('/e/ch1/map');
    await other.fill('[name="f.situation"]', 'Written in the other window.');
    await saved(other);
    await d.page.fill('[name="f.situation"]', 'Written in this window.');
    await failed(d.page);
    await d.look('two-windows');
    ok(await line(d.page).locator('a').count() === 1, 'the way to both texts');
    await d.press('main [name=go][value=later]');
    for (const t of ['Written in the other window.', 'Written in this window.']) await d.has(t);
    await d.look('both-texts');
    await d.press('main .actions button');
    await d.go('/e/ch1/map');
    is(await d.page.inputValue('[name="f.situation"]'), 'Written in this window.', 'the one that was chosen');
  });
  await test('the watch over other hosts and the policy sees what is wrong', async () => {
    const k = await Person.at(w, { lang: 'nb' });
    await k.go('/help');
    await k.page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<img src="http://example.org/x.png"><p style="color:red">x</p>'); });
    await k.page.waitForTimeout(500);
    const found = k.faults.join('; ');
    k.faults.length = 0;
    ok(/Content Security Policy/.test(found) && /content policy report/.test(found), `a violated policy goes unnoticed: ${found}`);
  });
  for (const how of ['the link', 'Shift three times', 'the link without script'])
    await test(`close quickly: ${how}`, async () => {
      const k = await Person.at(w, { lang: 'nb', js: how !== 'the link without script', allow: 'www.yr.no' });
      await k.signIn('kari');
      await k.go('/m');
      await k.page.fill('#f-body', `Halvferdig, ${how}`);
      const neutral = k.page.waitForEvent('request', (r) => r.url() === 'https://www.yr.no/');
      if (how === 'Shift three times') for (let i = 0; i < 3; i++) await k.page.keyboard.press('Shift');
      else await k.page.click('header a.exit', { noWaitAfter: true });
      await neutral;
      await k.page.waitForTimeout(500);
      const back = await k.tab();
      await back.goto(w.base + '/today');
      is(new URL(back.url()).pathname, '/sign-in', 'the session has ended');
      if (!k.o.js) return;
      await k.page.goBack().catch(() => {});
      ok(!(await k.page.innerText('body')).includes('Halvferdig'), 'nothing behind the back button');
      const again = await Person.at(w, { lang: 'nb' });
      await again.signIn('kari');
      await again.go('/m');
      is(await again.page.inputValue('#f-body'), `Halvferdig, ${how}`, 'what was written is saved');
      await again.page.fill('#f-body', '');
      await saved(again.page);
    });
  await test('on paper', async () => {
    const k = await Person.at(w, { lang: 'nb', width: 1280 });
    await k.signIn('kari');
    for (const path of ['/help', '/e/ch1/map', '/q/0/1']) {
      await k.go(path);
      await k.page.emulateMedia({ media: 'print' });
      ok(!(await k.page.locator('header.top').isVisible()), 'no navigation on paper');
      await k.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      is(await k.count('details:not([open])'), 0, 'what is folded is printed');
      await k.page.screenshot({ path: `${shots}/print${path.replace(/\//g, '-')}.png`, fullPage: true });
      await k.page.emulateMedia({ media: null });
    }
  });
}
