import type { Change, InfraEvent, LogLine, MetricSeries, Observations } from '@incidentfox/incident';
import { type LogWords, logWords } from './log-words.ts';
import { namesOf } from './series-words.ts';

const group = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const found = groups.get(key);
      if (found === undefined) groups.set(key, [item]);
      else found.push(item);
    }
  return groups;
};

/** The observations with what a comparison looks up in them. It derives nothing: what it gives was seen as it is. */
export class Observed {
  readonly observations: Observations;
  readonly #byName: Map<string, MetricSeries[]>;
  readonly #byService: Map<string, MetricSeries[]>;
  readonly #byPeer: Map<string, MetricSeries[]>;
  readonly #calls: Map<string, Set<string>>;
  readonly #lines = new Map<string, { service: string; line: LogLine }[]>();

  constructor(observations: Observations) {
    this.observations = observations;
    this.#byName = group(observations.series, namesOf);
    this.#byService = group(observations.series, ({ service }) => [service]);
    this.#byPeer = group(observations.series, ({ peer }) => (peer === undefined ? [] : [peer]));
    this.#calls = new Map();
    const link = (from: string, to: string) =>
      this.#calls.set(from, (this.#calls.get(from) ?? new Set<string>()).add(to));
    for (const { from, to } of observations.edges) link(from, to);
    for (const { service, peer, side } of observations.series)
      if (peer !== undefined) side === 'server' ? link(peer, service) : link(service, peer);
  }

  /** Series that a report may mean by these words. */
  seriesNamed = (words: string): readonly MetricSeries[] => this.#byName.get(words) ?? [];

  seriesOf = (service: string): readonly MetricSeries[] => this.#byService.get(service) ?? [];

  /** Measured of the service itself, or of the calls to it by those who call it. */
  seriesAbout = (service: string): readonly MetricSeries[] => [
    ...this.seriesOf(service).filter(
      ({ side, peer }) => side === 'server' || (peer === undefined && side !== 'client'),
    ),
    ...(this.#byPeer.get(service) ?? []).filter(({ side }) => side !== 'server'),
  ];

  linesOf(service: string): readonly { service: string; line: LogLine }[] {
    const known = this.#lines.get(service);
    if (known !== undefined) return known;
    const lines = this.observations.logs
      .filter((digest) => digest.service === service)
      .flatMap((digest) => digest.lines.map((line) => ({ service, line })));
    this.#lines.set(service, lines);
    return lines;
  }

  /** Whether lines of the service in the window have such words. */
  logs = (service: string, words: LogWords): boolean =>
    this.linesOf(service).some(({ line }) => logWords[words].test(line.message));

  /** Whether others complain with such words about the service: they name it, or they call it. */
  complain(service: string, words: LogWords | null): boolean {
    return this.observations.logs.some(
      (digest) =>
        digest.service !== service &&
        digest.lines.some(
          ({ message }) =>
            (words === null || logWords[words].test(message)) &&
            (message.includes(service) || this.calls(digest.service, service)),
        ),
    );
  }

  /** Whether a call in this direction was observed: an edge, a measurement of the calls, or a line that names the other. */
  calls(from: string, to: string): boolean {
    return this.isKnownCall(from, to) || this.#names(from, to);
  }

  isKnownCall = (from: string, to: string): boolean => this.#calls.get(from)?.has(to) ?? false;

  /** Whether known calls, without what lines name, lead from one to the other. */
  isKnownWay(from: string, to: string): boolean {
    const seen = new Set([from]);
    for (const service of seen) for (const callee of this.#calls.get(service) ?? []) seen.add(callee);
    return seen.has(to);
  }

  #names(from: string, to: string): boolean {
    return to.length > 2 && this.linesOf(from).some(({ line }) => line.message.includes(to));
  }

  /** Whether calls lead from one to the other. */
  reaches(from: string, to: string): boolean {
    const seen = new Set([from]);
    for (const service of seen) {
      if (service === to || this.calls(service, to)) return true;
      for (const callee of this.#calls.get(service) ?? []) seen.add(callee);
      for (const named of this.#known()) if (!seen.has(named) && this.#names(service, named)) seen.add(named);
    }
    return false;
  }

  /** Everything that could be called. */
  #known = (): ReadonlySet<string> => {
    this.#callable ??= new Set([
      ...this.#byService.keys(),
      ...this.#byPeer.keys(),
      ...this.#calls.keys(),
      ...this.observations.logs.map(({ service }) => service),
      ...[...this.#calls.values()].flatMap((each) => [...each]),
    ]);
    return this.#callable;
  };
  #callable: ReadonlySet<string> | undefined;

  events = (service: string, ...kinds: InfraEvent['kind'][]): InfraEvent[] =>
    this.observations.infra.filter((event) => event.service === service && kinds.includes(event.kind));

  changesOf = (service: string | null): Change[] =>
    this.observations.changes.filter((change) => change.service === service);

  /** Whether the name was observed anywhere: a service, a host, a machine, a pod, a version. */
  isKnown(name: string): boolean {
    this.#everything ??= JSON.stringify(this.observations, (key, value) =>
      key === 'points' || key === 'weekEarlier' || key === 'buckets' ? undefined : value,
    );
    return this.#everything.includes(JSON.stringify(name.replace(/…$/, '')).slice(1, -1));
  }
  #everything: string | undefined;
}
