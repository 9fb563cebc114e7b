import type { DeliveryRecord } from '@incidentfox/investigations';
import { TryLater } from '@incidentfox/jobs';
import { betweenLooksMs, clockSkewMs } from '../../thresholds.ts';
import { isUnclear, SlackProblem } from '../slack-problem.ts';
import type { SeenMessage } from '../slack-workspace.ts';
import { findOwnMessage, isOwnMessage } from './find-own-message.ts';
import { type DeliveryDeps, keyOf, note, teamOfKey, type WantedMessage } from './outbox.ts';

const farAheadMs = 3_600_000;

/** `orphaned`: the message it was to reply to is gone, and with it the place for this one. */
export type Earlier = { readonly ts: string } | null | 'orphaned';

/**
 * What became of an attempt whose outcome is not known, `record`: its message when it is there, in time or late. Throws
 * `TryLater` while it may still appear, and while the look goes on.
 */
export async function lookForEarlier(
  wanted: WantedMessage,
  record: DeliveryRecord,
  deps: DeliveryDeps,
): Promise<Earlier> {
  const attemptAt = Date.parse(record.attemptAt);
  // Our clock may have jumped: it never makes us wait longer than the usual time.
  const early = Math.min(attemptAt + deps.settleMs - deps.now(), deps.settleMs);
  if (early > 0 && !isSupposed(wanted, record)) throw new TryLater(early, 'an earlier attempt may still appear');
  const found = await look(wanted, record, deps);
  deps.logger.info(
    { slot: wanted.slot, found: found !== null },
    'looked for a message whose delivery was not confirmed',
  );
  return found;
}

/** No attempt is on record: the message may have been posted before the records were lost. */
function isSupposed({ mayStandSince }: WantedMessage, { attemptAt }: DeliveryRecord): boolean {
  return mayStandSince !== undefined && Math.trunc(mayStandSince) === Date.parse(attemptAt);
}

async function look(wanted: WantedMessage, record: DeliveryRecord, deps: DeliveryDeps): Promise<Earlier> {
  let lookedTo = record.lookedTo;
  let attemptAt: number | undefined;
  try {
    await deps.workspace.me(); // after this Slack's time is known
    attemptAt = whenAtSlack(record, deps);
    const since = attemptAt - clockSkewMs;
    const until = (deps.workspace.now() ?? deps.now()) + farAheadMs;
    const isOwn = (message: SeenMessage, botId: string | null) =>
      isOwnMessage(message, botId, { own: keyOf(wanted), isSame: (key) => isOfOurTeam(key, wanted, deps) });
    const onPage = (edge: string) => {
      lookedTo = edge;
    };
    const place = { channel: wanted.channel, since, until, isOwn, onPage };
    const found = await inItsPlace(deps, { ...place, threadTs: wanted.threadTs, goOnFrom: record.lookedTo });
    if (found === 'unfinished') throw new TryLater(betweenLooksMs, 'the look for an earlier message goes on');
    // Of an attempt that was only supposed, nothing can stand elsewhere.
    if (wanted.threadTs && (found === null || found === 'no_thread') && !isSupposed(wanted, record))
      return (await lookOutside(wanted, place, deps)) ?? (found === null ? null : 'orphaned');
    return found === 'no_thread' ? 'orphaned' : found;
  } catch (problem) {
    if (lookedTo !== record.lookedTo && attemptAt !== undefined)
      await note(wanted, { ...record, lookedTo, outsideAt: new Date(attemptAt).toISOString() }, deps);
    return onProblem(problem, wanted, deps);
  }
}

/** `no_thread` when the message whose replies are read is gone with all of them. */
async function inItsPlace(
  { workspace }: DeliveryDeps,
  place: Parameters<typeof findOwnMessage>[1],
): Promise<SeenMessage | null | 'unfinished' | 'no_thread'> {
  try {
    return await findOwnMessage(workspace, place);
  } catch (problem) {
    if (place.threadTs && problem instanceof SlackProblem && problem.kind === 'gone') return 'no_thread';
    throw problem;
  }
}

/** Slack may have put a reply outside its thread, because what it replies to was deleted: such a one is taken back. */
async function lookOutside(
  wanted: WantedMessage,
  place: Omit<Parameters<typeof findOwnMessage>[1], 'threadTs' | 'goOnFrom'>,
  deps: DeliveryDeps,
): Promise<Earlier> {
  const loose = await findOwnMessage(deps.workspace, place);
  if (loose === null || loose === 'unfinished') return null;
  if (loose.threadTs === wanted.threadTs) return loose;
  await deps.workspace.remove({ channel: wanted.channel, ts: loose.ts });
  return 'orphaned';
}

/** The attempt in Slack's time: as it was noted, else as long ago as it is by our clock. */
function whenAtSlack({ outsideAt, attemptAt }: DeliveryRecord, deps: DeliveryDeps): number {
  const slackNow = deps.workspace.now() ?? deps.now();
  return Math.min(outsideAt ? Date.parse(outsideAt) : slackNow - (deps.now() - Date.parse(attemptAt)), slackNow);
}

function isOfOurTeam(key: string, wanted: WantedMessage, deps: DeliveryDeps): boolean {
  const team = teamOfKey(key, wanted);
  return team !== null && !deps.isOtherTeam(team);
}

/** Where looking is not allowed (a missing scope) the message counts as missing: posting it twice is better than never. */
function onProblem(problem: unknown, wanted: WantedMessage, deps: DeliveryDeps): Earlier {
  if (!(problem instanceof SlackProblem)) throw problem;
  if (problem.kind === 'limited') throw deps.pace.limited(wanted.channel, problem.retryAfterMs);
  if (isUnclear(problem)) throw problem;
  deps.logger.warn({ code: problem.code, slot: wanted.slot }, 'cannot look for an earlier message in this channel');
  return null;
}
