// SPDX-License-Identifier: Apache-2.0
// A real clinic, made by `mellom init`, whose clock the test moves
// (clock.c): the server and each round of the worker share it.  A gateway
// for text messages listens on this machine.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './lib.mjs';

const program = process.env.MELLOM_CLOCK || 'build/test/mellom-clock';
const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'medium' });
// Unix milliseconds of what a clock on a wall in Oslo shows.
function oslo(wall) {
  const utc = Date.parse(wall.replace(' ', 'T') + ':00Z');
  for (const hours of [1, 2]) {
    const at = utc - hours * 3600000;
    if (parts.format(at).startsWith(wall)) return at;
  }
  throw new Error(`no such time in Oslo: ${wall}`);
}

export class Clock {
  constructor(file) {
    this.file = file;
    writeFileSync(file, Buffer.alloc(16));
    this.fd = openSync(file, 'r+');
  }
  now() { return Date.now() + this.shift * 1000; }
  // "2026-09-07 08:00", or already some minutes later; never backwards.
  // When it returns, the server has taken it up.
  async to(wall) {
    const shift = Math.ceil((oslo(wall) - Date.now()) / 1000), b = Buffer.alloc(8);
    if (shift < this.shift - 3600) throw new Error(`back to ${wall}`);
    if (shift < this.shift) return;
    this.shift = shift;
    b.writeBigInt64LE(BigInt(shift));
    writeSync(this.fd, b, 0, 8, 0);
    for (let i = 0; this.server && i < 500; i++) {
      readSync(this.fd, b, 0, 8, 8);
      if (b.readBigInt64LE() === BigInt(shift)) return;
      await new Promise((go) => setTimeout(go, 2));
    }
    if (this.server) throw new Error('the server does not follow the clock');
  }
  // What the server does by the clock (each second it looks) is done.
  async minute(wall) { await this.to(wall); await new Promise((go) => setTimeout(go, 1300)); }
  // The day n days from now, as a field of a form takes it: 2026-09-07.
  day(n = 0) { return parts.format(this.now() + n * 86400000).slice(0, 10); }
  close() { closeSync(this.fd); }
}

async function gateway(got) {
  const server = createServer((q, a) => {
    let body = '';
    q.on('data', (d) => { body += d; });
    q.on('end', () => { got.push(JSON.parse(body)); a.end('{"data":[{"status":"queued"}]}'); });
  });
  await new Promise((go) => server.listen(0, '127.0.0.1', go));
  return server;
}

export async function clinic(wall, people) {
  const dir = mkdtempSync(join(tmpdir(), 'mellom-clinic-')), port = await freePort(), admin = await freePort();
  const clock = new Clock(join(dir, 'clock')), env = { ...process.env, MELLOM_TEST_CLOCK: clock.file };
  const db = ['--data', join(dir, 'data'), '--key', join(dir, 'key')], texts = [], said = [];
  const run = (...args) => execFileSync(program, [...args, ...db], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const link = (out) => out.match(/\/i\/[0-9a-f]{64}/)[0];
  await clock.to(wall);
  const links = { admin: link(run('init', '--name', 'Fjordklinikken', '--login', 'admin@example.org')) };
  for (const [login, [name, roles]] of Object.entries(people)) links[login] = link(run('user', 'add', '--name', name, '--login', `${login}@example.org`, '--roles', roles));
  const sms = await gateway(texts), base = `http://127.0.0.1:${port}`;
  writeFileSync(join(dir, 'secret'), 'hush\n', { mode: 0o400 });
  writeFileSync(join(dir, 'worker.conf'), [`url = ${base}/`, `sms_url = http://127.0.0.1:${sms.address().port}/send`,
    'sms_header = Authorization: Bearer {secret}', `sms_secret_file = ${join(dir, 'secret')}`, 'sms_body = {"to":"{to}","message":"{text}"}',
    'sms_ok_path = data.0.status', 'sms_ok_value = queued', 'timeout_s = 5', ''].join('\n'));
  const child = spawn(program, ['serve', ...db, '--port', String(port), '--admin-port', String(admin)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((go) => child.on('exit', go));
  await new Promise((go, no) => {
    const late = setTimeout(() => no(new Error('the server did not start: ' + said.join('').slice(-500))), 30000);
    child.stderr.on('data', (d) => { said.push(String(d)); if (/is ready/.test(said.join(''))) { clearTimeout(late); go(); } });
    ended.then(() => no(new Error('the server ended: ' + said.join('').slice(-500))));
  });
  clock.server = true;
  return { base, dir, demo: false, clock, links, texts,
    // One round of the worker, at the clock's time.
    worker: () => new Promise((go, no) => execFile(program, ['worker', ...db, '--conf', join(dir, 'worker.conf'), '--once'], { env },
      (e, out, err) => (e ? no(new Error(`the worker: ${err}`)) : go()))),
    verify: () => run('audit', 'verify'),
    stop: async () => {
      child.kill('SIGTERM');
      const code = await Promise.race([ended, new Promise((go) => setTimeout(go, 15000, 'late'))]);
      if (code === 'late') child.kill('SIGKILL');
      sms.close();
      clock.close();
      rmSync(dir, { recursive: true, force: true });
      return code;
    } };
}
