import type { Change, InfraEvent, InfraEventKind } from '@incidentfox/incident';
import { type JsonRow, numberOf, textOf, timeNames, timeOf } from '../cases/fields.ts';
import { addressOf } from './to-changes.ts';

const kinds: readonly [RegExp, InfraEventKind][] = [
  [/oom/i, 'oom_killed'],
  [/crash\s*-?_?loop|back-?off/i, 'crash_loop'],
  [/image\s*pull|errimage/i, 'image_pull'],
  [/unschedul|failed\s*scheduling/i, 'unschedulable'],
  [/evict|preempt/i, 'evicted'],
  [/probe|unhealthy/i, 'probe_failed'],
  [
    /node.{0,12}(not.?ready|lost|down|pressure|unreachable|terminat|cordon|drain)|(disk|memory|pid)\s*pressure/i,
    'node_not_ready',
  ],
  [/task.{0,8}stopped/i, 'task_stopped'],
  [/restart|reboot|killing|died/i, 'restart'],
  [/scal(ed|ing)|autoscal/i, 'scaled'],
  [/roll\s*-?_?out|rolling update/i, 'rollout'],
];
const changing: readonly [RegExp, Change['kind']][] = [
  [/config|secret|parameter|dns record|setting/i, 'config'],
  [
    /mainten|migrat|failover|upgrade|patch|terraform|apply|rotat|resiz|network policy|firewall|cron|job|backup|batch/i,
    'infra',
  ],
];

/** What the platform did, and what somebody did to the platform. Events that are neither are left out and counted. */
export function readEvents(rows: readonly JsonRow[]): { infra: InfraEvent[]; changes: Change[]; skipped: number } {
  const infra: InfraEvent[] = [];
  const changes: Change[] = [];
  let skipped = 0;
  for (const [i, row] of rows.entries()) {
    const at = timeOf(row, ...timeNames, 'first_at', 'firstTimestamp');
    const word = textOf(row, 'type', 'kind', 'reason', 'event', 'name') ?? '';
    const message = textOf(row, 'message', 'detail', 'description', 'summary', 'title') ?? word;
    const kind = firstOf(kinds, word) ?? firstOf(kinds, message);
    const change = firstOf(changing, word) ?? firstOf(changing, message);
    const service = textOf(row, 'service', 'service_name', 'workload') ?? null;
    if (at === undefined) skipped += 1;
    else if (kind !== undefined) infra.push(toInfraEvent(row, { kind, service, at, message }));
    else if (change !== undefined) {
      changes.push({
        id: `event:${i}`,
        kind: change,
        service,
        startedAt: at,
        status: 'succeeded',
        title: message,
        url: addressOf(`event/${i}`),
        scopeMatch: service === null ? 'environment' : 'exact',
        questionId: 'changes',
      });
    } else skipped += 1;
  }
  return { infra, changes, skipped };
}

function toInfraEvent(
  row: JsonRow,
  known: { kind: InfraEventKind; service: string | null; at: number; message: string },
) {
  const node = textOf(row, 'node', 'node_name', 'host');
  const exitCode = numberOf(row, 'exit_code', 'exitCode');
  const event: InfraEvent = {
    kind: known.kind,
    service: known.service,
    object: textOf(row, 'object', 'pod', 'task', 'node', 'host', 'resource') ?? known.service ?? 'unknown',
    ...(node !== undefined && { node }),
    count: numberOf(row, 'count') ?? 1,
    firstAt: known.at,
    lastAt: timeOf(row, 'last_at', 'lastTimestamp', 'ended_at') ?? known.at,
    ...(exitCode !== undefined && { exitCode }),
    message: known.message,
    questionId: 'infra',
  };
  return event;
}

function firstOf<T>(rules: readonly (readonly [RegExp, T])[], text: string): T | undefined {
  return rules.find(([words]) => words.test(text))?.[1];
}
