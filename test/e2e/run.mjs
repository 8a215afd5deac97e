// SPDX-License-Identifier: Apache-2.0
// make e2e.  ONLY=words runs the tests whose name holds them.
import { done, launch, serve } from './lib.mjs';
import { journey } from './journey.mjs';
import { homework } from './homework.mjs';
import { work } from './work.mjs';
import { script } from './script.mjs';
import { a11y } from './a11y.mjs';

const server = await serve();
const world = { base: server.base, dir: server.dir, browser: await launch() };
let code = 1;
try {
  await journey(world);
  await homework(world);
  await work(world);
  await script(world);
  await a11y(world);
  code = done();
} finally {
  await world.browser.close();
  const ended = await server.stop();
  if (ended !== 0) { console.log(`FAILED the server ended with ${ended}`); code = 1; }
}
process.exit(code);
