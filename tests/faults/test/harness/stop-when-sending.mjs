// Loaded into a real process (`--import`): it stops itself (SIGSTOP) at the worst moment there is, when Redis has just confirmed
// that a message is about to be sent and nothing has been sent yet. Once, for the slot that STOP_WHEN_SENDING names.

import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';

// The client of the process it is loaded into, wherever that is installed.
const { Redis } = createRequire(process.argv[1])('ioredis');
const slot = process.env.STOP_WHEN_SENDING;
const { sendCommand } = Redis.prototype;
let hasStopped = false;

Redis.prototype.sendCommand = function (command, ...rest) {
  const says = (text) => command.args.some((arg) => String(arg).includes(text));
  if (!hasStopped && says('"state":"sending"') && says(`"${slot}"`)) {
    hasStopped = true;
    // Ahead of whoever waits for the answer.
    command.promise.then(stop, () => {});
  }
  return sendCommand.call(this, command, ...rest);
};

function stop() {
  writeSync(1, `stopped before sending ${slot}\n`);
  process.kill(process.pid, 'SIGSTOP');
}
