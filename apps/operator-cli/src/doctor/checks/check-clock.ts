import type { Examination } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';

const subject = 'clock';
const advice = 'Synchronise the clock of this machine (chrony, systemd-timesyncd, or the host of the virtual machine).';

/** Our clock against those of the servers that answered. incident.io's signatures are only accepted within five minutes. */
export function checkClock({ clockOffsets }: Examination): Finding[] {
  const sorted = [...clockOffsets].sort((a, b) => a.offsetMs - b.offsetMs);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!median) return [warning(subject, 'could not be compared: no server answered', 'Fix the failures above first.')];
  const seconds = Math.round(Math.abs(median.offsetMs) / 1000);
  const where = median.offsetMs > 0 ? 'behind' : 'ahead of';
  const detail = `this machine is ${seconds} s ${where} ${median.whose}`;
  if (seconds >= 240) return [failure(subject, `${detail}: webhooks are refused as too old`, advice)];
  if (seconds >= 30)
    return [warning(subject, `${detail}: onsets and deployments seem to be in the wrong order`, advice)];
  return [ok(subject, `within ${Math.max(seconds, 1)} s of ${median.whose}`)];
}
