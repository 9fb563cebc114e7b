import type { CauseKind, Observations, Signal } from '@incidentfox/incident';
import { type Course, seeded, Telemetry } from './telemetry.ts';

/** An incident made by chance: any kind of fault in any service of a random system, weak or strong, seen well or badly. */
export interface RandomIncident {
  observations: Observations;
  /** Null when nothing is wrong. */
  truth: { service: string; kinds: readonly CauseKind[] } | null;
}

interface Fault {
  kinds: CauseKind[];
  /** Signals of the faulty service itself, at this size (0..1). */
  signals: (size: number, from: number) => Partial<Record<Signal, Course>>;
  events: (telemetry: Telemetry, service: string, from: number, size: number) => void;
}

const names = [
  'cart',
  'catalog',
  'checkout',
  'identity',
  'inventory',
  'ledger',
  'mailer',
  'pricing',
  'profile',
  'search',
  'shipping',
  'web',
];
const slow = (size: number, from: number): Partial<Record<Signal, Course>> => ({
  latency_p99: { normal: 0.2, noise: 0.2, turns: { from, level: 0.2 + 6 * size * size } },
});
const failing = (size: number, from: number): Partial<Record<Signal, Course>> => ({
  error_ratio: { normal: 0.003, noise: 0.6, turns: { from, level: 0.003 + 0.5 * size } },
});
const pod = (service: string): string => `${service}-6f7d9c5b8-x2x4q`;

const faults: Fault[] = [
  {
    kinds: ['change'],
    signals: (size, from) => ({ ...failing(size, from), ...slow(size / 2, from) }),
    events: (telemetry, service, from, size) =>
      telemetry
        .change({
          service,
          minutes: from - 1 - 4 * telemetry.random(),
          version: 'v2.0.0',
          previousVersion: 'v1.9.9',
          title: 'Deploy v2.0.0',
        })
        .logs(service, [
          { message: (n) => `handler failed for request ${n * 37}: unexpected token`, from, everyMs: 3_000 / size },
        ]),
  },
  {
    kinds: ['configuration', 'resource_saturation'],
    signals: (size, from) => ({
      ...failing(size, from),
      restarts: { normal: 0, turns: { from, level: 1 + 4 * size } },
    }),
    events: (telemetry, service, from) =>
      telemetry
        .change({
          service,
          kind: 'config',
          minutes: from - 2 - 8 * telemetry.random(),
          title: 'Lower the memory limit to 256Mi',
        })
        .infra('oom_killed', service, pod(service), from, { count: 3, exitCode: 137, message: 'OOMKilled' }),
  },
  {
    kinds: ['resource_saturation'],
    signals: (size, from) => ({
      ...slow(size, from),
      cpu: { normal: 0.5, turns: { from: from - 1, level: 0.5 + 3 * size } },
    }),
    events: () => undefined,
  },
  {
    kinds: ['crash'],
    signals: (size, from) => failing(size, from),
    events: (telemetry, service, from) =>
      telemetry.infra('crash_loop', service, pod(service), from, {
        count: 7,
        exitCode: 139,
        message: 'back-off restarting failed container',
      }),
  },
  {
    kinds: ['code_fault'],
    signals: (size, from) => failing(size, from),
    events: (telemetry, service, from, size) =>
      telemetry.logs(service, [
        {
          message: (n) => `NullPointerException: no rate for ${n % 7} at Rates.of(Rates.java:41)`,
          from,
          everyMs: 3_000 / size,
        },
      ]),
  },
  {
    kinds: ['third_party'],
    signals: (size, from) => ({ ...failing(size, from), ...slow(size, from) }),
    events: (telemetry, service, from, size) =>
      telemetry.logs(service, [
        {
          message: (n) => `POST https://api.provider.com/v1/${n} failed: 503 Service Unavailable`,
          from,
          everyMs: 3_000 / size,
        },
      ]),
  },
  {
    kinds: ['traffic_surge', 'resource_saturation'],
    signals: (size, from) => ({
      ...slow(size, from + 1),
      request_rate: { normal: 120, turns: { from: from - 1, level: 120 * (1.5 + 4 * size) } },
      cpu: { normal: 0.5, turns: { from, level: 0.5 + 2 * size } },
    }),
    events: () => undefined,
  },
];

/** Deterministic for a seed. */
export function randomIncident(seed: number): RandomIncident {
  const random = seeded(seed * 7919 + 17);
  const chance = (share: number): boolean => random() < share;
  const services = [...names].sort(() => random() - 0.5).slice(0, 5 + Math.floor(random() * 6));
  const calls = services
    .slice(1)
    .map((service, index) => [services[Math.floor(random() * (index + 1))] as string, service] as const);
  const fault = chance(0.2) ? null : (faults[Math.floor(random() * faults.length)] as Fault);
  const culprit = services[Math.floor(random() * services.length)] as string;
  const size = 0.15 + 0.85 * random();
  const from = -2 - Math.floor(random() * 8);
  const victims = fault === null ? [] : callersAbove(culprit, calls);
  const affected = victims.at(-1) ?? culprit;
  const telemetry = new Telemetry(seed, [chance(0.85) ? affected : (services[0] as string)]);
  const busy = new Set(services.filter(() => chance(0.25)));
  for (const service of services) {
    const own = fault !== null && service === culprit ? fault.signals(size, from) : {};
    const felt =
      victims.includes(service) && chance(0.9)
        ? { ...failing(size * 0.7, from), ...(chance(0.5) ? slow(size, from) : {}) }
        : {};
    const unseen = service !== culprit && chance(0.1);
    if (!unseen) telemetry.service(service, { ...felt, ...own });
    if (busy.has(service)) telemetry.history(service, 30);
    else telemetry.history(service, 1);
    const deploys = busy.has(service) ? 3 : chance(0.25) ? 1 : 0;
    for (let n = 0; n < deploys; n += 1)
      telemetry.change({
        service,
        minutes: -240 * random(),
        version: `v${Math.floor(random() * 90)}.${n}`,
        title: 'Deploy',
      });
  }
  for (const [caller, callee] of calls) if (chance(0.9)) telemetry.calls(caller, callee);
  fault?.events(telemetry, culprit, from, size);
  const caller = victims[0];
  if (caller !== undefined && chance(0.6))
    telemetry.logs(caller, [
      { message: (n) => `call ${n} to ${culprit} failed: 503 Service Unavailable`, from, everyMs: 4_000 },
    ]);
  telemetry.alert('ErrorsHigh', affected);
  const observations = telemetry.done();
  return {
    observations: blinded(observations, random()),
    truth: fault === null ? null : { service: culprit, kinds: fault.kinds },
  };
}

function callersAbove(service: string, calls: readonly (readonly [string, string])[]): string[] {
  const above: string[] = [];
  for (let at: string | undefined = service; at !== undefined; ) {
    const callee: string = at;
    at = calls.find(([, to]) => to === callee)?.[0];
    if (at !== undefined) above.push(at);
  }
  return above;
}

/** Now and then one source could not be asked. */
function blinded(observations: Observations, luck: number): Observations {
  const gap = (what: string): Observations['gaps'] => [{ id: 'g1', what, why: 'connection refused' }];
  const without = (capability: string) => observations.answered.filter((answer) => answer.capability !== capability);
  if (luck < 0.06) return { ...observations, logs: [], gaps: gap('Loki logs'), answered: without('logs') };
  if (luck < 0.12)
    return {
      ...observations,
      changes: [],
      changeHistories: [],
      gaps: gap('GitHub changes'),
      answered: without('changes'),
    };
  if (luck < 0.18) return { ...observations, infra: [], gaps: gap('Kubernetes events'), answered: without('infra') };
  if (luck < 0.24)
    return { ...observations, series: [], gaps: gap('Prometheus metrics'), answered: without('metrics') };
  return observations;
}
