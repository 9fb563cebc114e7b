import type { Evidence } from '@incidentfox/incident';

/** Signals that tell the same thing: an error ratio and an error rate, the 95th and the 99th percentile. */
const families: readonly (readonly [signal: RegExp, family: string])[] = [
  [/^(?:error_ratio|error_rate|availability)$/, 'errors'],
  [/^latency_/, 'latency'],
  [/^queue_/, 'queue'],
];

/**
 * What a piece of evidence tells, so that nothing is told twice: one measure of one service, from whichever side it was measured and on
 * whichever pod; one kind of event of one service, or of one machine, whoever runs on it; one alert, whichever source reports it.
 */
export function factOf({ id, kind, service, title, facts }: Evidence): string {
  switch (kind) {
    case 'metric_shift': {
      const signal = String(facts.signal);
      if (signal === 'restarts') return restartsOf(service);
      const family = families.find(([pattern]) => pattern.test(signal))?.[1] ?? signal;
      const about = facts.side === 'client' && facts.peer !== undefined ? facts.peer : service;
      return `${kind} ${about} ${family}`;
    }
    case 'infra_event':
      if (isRestart.test(String(facts.event))) return restartsOf(service);
      return `${kind} ${isOfMachine.test(String(facts.event)) ? facts.object : service} ${facts.event}`;
    case 'alert':
      return `${kind} ${title}`;
    default:
      return id;
  }
}

const isRestart = /^(?:restart|crash_loop)$/;
const isOfMachine = /^node_/;
const restartsOf = (service: string | null): string => `restarts ${service}`;

/** The first piece of evidence of each fact, in the given order; what the platform counted itself goes before a metric of it. */
export function oncePerFact(evidence: readonly Evidence[]): Evidence[] {
  const events = new Set(evidence.filter(({ kind }) => kind === 'infra_event').map(factOf));
  const seen = new Set<string>();
  return evidence.filter((one) => {
    const fact = factOf(one);
    if (one.kind === 'metric_shift' && events.has(fact)) return false;
    return seen.has(fact) ? false : seen.add(fact);
  });
}
