// SPDX-License-Identifier: Apache-2.0
// make e2e.  ONLY=words runs the tests whose name holds them.  Two parts at a
// time, each with a server and a browser of its own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { counts, launch, serve } from './lib.mjs';
import { journey } from './journey.mjs';
import { homework } from './homework.mjs';
import { work } from './work.mjs';
import { script } from './script.mjs';
import { variants } from './variants.mjs';
import { a11y } from './a11y.mjs';
import { twelve } from './twelve.mjs';

// The longest first; the twelve weeks make a clinic of their own.
const parts = [[twelve], [journey], [homework, script], [work, variants, a11y]], nothing = 3;

async function part(suites) {
  const server = suites.includes(twelve) ? null : await serve();
  const world = { base: server?.base, dir: server?.dir, browser: await launch() };
  let code = 1;
  try {
    for (const suite of suites) await suite(world);
    const { passed, failed } = counts();
    code = failed ? 1 : passed ? 0 : nothing;
    if (code !== nothing) console.log(`e2e: ${passed} passed, ${failed} failed`);
  } finally {
    await world.browser.close();
    const ended = server ? await server.stop() : 0;
    if (ended !== 0) { console.log(`FAILED the server ended with ${ended}`); code = 1; }
  }
  return code;
}
const run = (n) => new Promise((go) => {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), String(n)], { stdio: 'inherit' });
  child.on('exit', (code) => go(code ?? 1));
});
if (process.argv[2]) process.exit(await part(parts[Number(process.argv[2])]));
const codes = [], waiting = parts.keys();
const runs = async () => { for (const n of waiting) codes[n] = await run(n); };
await Promise.all([runs(), runs()]);
if (codes.every((c) => c === nothing)) console.log('FAILED no test has such a name');
process.exit(codes.includes(0) && codes.every((c) => c === 0 || c === nothing) ? 0 : 1);
