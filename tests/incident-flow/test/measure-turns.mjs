// Loaded into a real process (`--import`): keeps in the file that TURNS_FILE names how many ms of the processor's time the longest
// turn of its event loop took. Time in which the machine did something else does not count, so that it says the same on a busy one.
// All threads count, the collection of garbage too: what blocks is at most as long.

import { writeFileSync } from 'node:fs';

let longest = 0;
let before = process.cpuUsage();

setInterval(() => {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  const took = (user + system) / 1_000;
  if (took <= longest) return;
  longest = took;
  writeFileSync(process.env.TURNS_FILE, String(Math.round(longest)));
}, 1).unref();
