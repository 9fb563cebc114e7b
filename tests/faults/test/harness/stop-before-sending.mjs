// Loaded into a real process (`--import`): it stops itself (SIGSTOP) at the worst moments there are, when Redis has just answered
// and nothing was sent to Slack yet. Once, for the slot that STOP_AT_SLOT names: `posting`, when the note that it is about to be sent
// is confirmed; `editing`, when it was read that the message stands there and may be changed.

import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';

// The client of the process it is loaded into, wherever that is installed.
const { Redis } = createRequire(process.argv[1])('ioredis');
const { STOP_AT_SLOT: slot, STOP_WHEN: when } = process.env;
const { sendCommand } = Redis.prototype;
let hasStopped = false;

Redis.prototype.sendCommand = function (command, ...rest) {
  const words = command.args.map(String);
  // Ahead of whoever waits for the answer.
  if (when === 'posting' && words.some((word) => word.includes('"state":"sending"') && word.includes(`"${slot}"`)))
    command.promise.then(stop, () => {});
  if (when === 'editing' && command.name === 'hget' && words[1] === slot)
    command.promise.then(
      (record) => String(record).includes('"state":"sent"') && stop(),
      () => {},
    );
  return sendCommand.call(this, command, ...rest);
};

function stop() {
  if (hasStopped) return;
  hasStopped = true;
  writeSync(1, `stopped ${when} ${slot}\n`);
  process.kill(process.pid, 'SIGSTOP');
}
