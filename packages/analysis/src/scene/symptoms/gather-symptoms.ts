import { type InfraEvent, type InfraEventKind, isPlatformFault, type Observations } from '@incidentfox/incident';
import { blamedNames } from '../../log-patterns/blamed-names.ts';
import type { Mechanism } from '../../log-patterns/lines/mechanism.ts';
import type { LogPattern } from '../../log-patterns/log-pattern.ts';
import type { Shift } from '../../onset/shift.ts';
import type { Symptom } from '../symptom.ts';
import {
  chronicMs,
  halfStrengthCount,
  maxErrorLineStrength,
  maxWarningLineStrength,
  unconfirmedWeight,
} from '../thresholds.ts';
import { withoutStrayLines } from '../without-stray-lines.ts';
import { faultSymptoms, undatedWeight } from './fault-symptoms.ts';
import { joinRepeated } from './join-repeated.ts';
import { shiftSymptoms } from './shift-symptoms.ts';

/** Everything that shows trouble, in every service: shifts for the worse, new or surging errors, what the platform did. */
export function gatherSymptoms(
  observations: Observations,
  shifts: readonly Shift[],
  patterns: readonly LogPattern[],
  nameServer: string,
): Symptom[] {
  const measured = [...shifts.flatMap(shiftSymptoms), ...fromInfra(observations), ...fromErrors(observations)];
  const fromLogs = patterns
    .flatMap((pattern) => fromPattern(pattern, nameServer))
    .map((symptom) => discountUnconfirmedClaim(symptom, measured, shifts));
  return withoutStrayLines([...measured, ...fromLogs]);
}

const confirmingSymptoms: Partial<Record<Mechanism, readonly Symptom['what'][]>> = {
  out_of_memory: ['memory', 'out_of_memory', 'restarts'],
  disk_full: ['disk', 'saturation'],
};

/** A log line is only a claim: where the resource it speaks of was measured and is normal, it counts for little. */
function discountUnconfirmedClaim(symptom: Symptom, measured: readonly Symptom[], shifts: readonly Shift[]): Symptom {
  const expected = symptom.mechanism === null ? undefined : confirmingSymptoms[symptom.mechanism];
  if (expected === undefined) return symptom;
  const isConfirmed = measured.some(({ service, what }) => service === symptom.service && expected.includes(what));
  const isMeasured = shifts.some(
    ({ series }) => series.service === symptom.service && expected.includes(series.signal as never),
  );
  return isConfirmed || !isMeasured ? symptom : { ...symptom, strength: symptom.strength * unconfirmedWeight };
}

/** A named service or outside host is blamed only by words that say that talking to it failed. */
function blamedIn(pattern: LogPattern, nameServer: string): Symptom['blames'] {
  const failedToReach = blamedNames(pattern, nameServer)[0];
  const service = pattern.mentions.find(({ kind }) => kind === 'service');
  const host = pattern.mentions.find(({ kind }) => kind === 'external_host');
  if (pattern.mechanism === 'dns' && failedToReach !== undefined) return { kind: 'service', name: failedToReach };
  if (service !== undefined) return { kind: 'service', name: service.text };
  if (host === undefined && failedToReach !== undefined) return { kind: 'service', name: failedToReach };
  return host === undefined ? null : { kind: 'external_host', name: host.text };
}

const reachMechanisms: ReadonlySet<string> = new Set([
  'refused',
  'timeout',
  'unavailable',
  'dns',
  'certificate',
  'rate_limited',
]);

const ranOut: ReadonlySet<string> = new Set(['database', 'disk_full', 'pool_exhausted', 'out_of_memory']);

function fromPattern(pattern: LogPattern, nameServer: string): Symptom[] {
  if (pattern.level === 'info' || pattern.firstAt === null || !(pattern.isNew || pattern.isSurging)) return [];
  const lines = pattern.count / (pattern.count + halfStrengthCount);
  const { mechanism } = pattern;
  const complaint = blamedIn(pattern, nameServer);
  // What ran out is the service's own unless the words name another: "no space left on device (cart-db)".
  const namesAnother = complaint?.kind === 'service' && mechanism !== null && ranOut.has(mechanism);
  const talksToOthers = mechanism === null || reachMechanisms.has(mechanism) || namesAnother;
  return [
    {
      service: pattern.service,
      what: mechanism === 'out_of_memory' && !namesAnother ? 'out_of_memory' : 'log_errors',
      nature: talksToOthers ? 'calls' : 'own',
      strength: lines * (pattern.level === 'error' ? maxErrorLineStrength : maxWarningLineStrength),
      at: pattern.firstAt,
      channel: 'logs',
      mechanism,
      blames: complaint,
      recoveredAt: null,
      from: { pattern },
    },
  ];
}

const infraSymptoms: Partial<Record<InfraEventKind, { what: Symptom['what']; strength: number }>> = {
  oom_killed: { what: 'out_of_memory', strength: 1 },
  crash_loop: { what: 'restarts', strength: 0.95 },
  restart: { what: 'restarts', strength: 0.6 },
  image_pull: { what: 'cannot_start', strength: 0.95 },
  unschedulable: { what: 'cannot_start', strength: 0.7 },
  evicted: { what: 'node_lost', strength: 0.8 },
  probe_failed: { what: 'unhealthy', strength: 0.5 },
  node_not_ready: { what: 'node_lost', strength: 0.95 },
  task_stopped: { what: 'restarts', strength: 0.6 },
};

const weightOf = ({ kind }: InfraEvent) => (isPlatformFault(kind) ? faultSymptoms[kind] : infraSymptoms[kind]);

function fromInfra({ infra, window, alarmAt }: Observations): Symptom[] {
  const current = infra.filter(({ firstAt, lastAt }) => lastAt >= window.from && firstAt >= window.from - chronicMs);
  const whole = joinRepeated(current);
  return current.flatMap((event): Symptom[] => {
    const weight = weightOf(event);
    if (weight === undefined || weight === null) return [];
    const isUndated = event.isSinceUnknown === true;
    const often = Math.min(1, weight.strength + 0.1 * Math.log2(Math.max(1, event.count)));
    return [
      {
        service: event.service ?? event.node ?? event.object,
        what: weight.what,
        nature: 'own',
        strength: isUndated ? undatedWeight * often : often,
        // What has no time must not date the onset of everything else.
        at: isUndated ? alarmAt : event.firstAt,
        channel: 'infra',
        mechanism: event.kind === 'oom_killed' ? 'out_of_memory' : null,
        blames: null,
        recoveredAt: null,
        from: { event: whole.get(event) ?? event },
      },
    ];
  });
}

function fromErrors(observations: Observations): Symptom[] {
  return observations.errors.flatMap((issue): Symptom[] => {
    if (issue.service === null || issue.lastSeen < observations.window.from) return [];
    if (!(issue.isNew || issue.isRegression) || issue.firstSeen < observations.window.from - chronicMs) return [];
    const strength = maxErrorLineStrength * (issue.count / (issue.count + halfStrengthCount));
    return [
      {
        service: issue.service,
        what: 'error_issue',
        nature: 'own',
        strength,
        at: issue.firstSeen,
        channel: 'errors',
        mechanism: 'exception',
        blames: null,
        recoveredAt: null,
        from: { issue },
      },
    ];
  });
}
