import type { EvidenceId } from '@incidentfox/incident';
import type { Mechanism } from '../../log-patterns/lines/mechanism.ts';
import type { TroubleKind } from '../../patches/index.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Symptom } from '../../scene/symptom.ts';
import { citeSymptom } from '../citations/cite.ts';
import { isAnnouncement } from './trouble-words.ts';

/** What the trouble of one service looks like. */
export interface Signs {
  /** How clearly it shows each kind, 0..1. */
  kinds: ReadonlyMap<TroubleKind, number>;
  /** What its errors say went wrong. */
  mechanisms: ReadonlySet<Mechanism>;
  /** New lines, names of metrics that moved, messages of the platform. Untrusted. */
  texts: readonly string[];
  symptoms: readonly Symptom[];
}

const kindsOfSymptom: Record<Symptom['what'], readonly TroubleKind[]> = {
  latency: ['latency'],
  errors: ['errors'],
  traffic_up: ['traffic'],
  traffic_down: [],
  cpu: ['cpu'],
  memory: ['memory'],
  disk: ['disk'],
  saturation: ['saturation'],
  restarts: ['crash'],
  out_of_memory: ['memory', 'crash'],
  cannot_start: ['crash'],
  unhealthy: ['crash'],
  node_lost: [],
  misconfigured: [],
  log_errors: ['errors'],
  error_issue: ['errors'],
};

const kindsOfMechanism: Partial<Record<Mechanism, readonly TroubleKind[]>> = {
  out_of_memory: ['memory'],
  disk_full: ['disk'],
  pool_exhausted: ['saturation'],
  timeout: ['latency'],
  rate_limited: ['traffic', 'saturation'],
};

/** A digest with so many times the usual lines is a flood of its own. */
const floodRatio = 3;
const minFloodLines = 60;

/** What the trouble looks like, service by service; read once per scene and service. */
export class SignReader {
  readonly #scene: Scene;
  readonly #read = new Map<string, Signs>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** The signs of a service, its own and what others say of it. */
  of(service: string): Signs {
    const known = this.#read.get(service);
    if (known !== undefined) return known;
    const signs = this.#gather(service);
    this.#read.set(service, signs);
    return signs;
  }

  cite(symptoms: readonly Symptom[]): EvidenceId[] {
    return symptoms.slice(0, 4).map((symptom) => citeSymptom(this.#scene.book, symptom));
  }

  #gather(service: string): Signs {
    const scene = this.#scene;
    const own = scene.symptomsOf(service);
    const about = scene.symptoms.filter((one) => one.service !== service && one.blames?.name === service);
    const symptoms = [...own, ...about];
    const kinds = new Map<TroubleKind, number>();
    const add = (kind: TroubleKind, strength: number) => kinds.set(kind, Math.max(kinds.get(kind) ?? 0, strength));
    for (const { what, mechanism, strength } of symptoms) {
      for (const kind of kindsOfSymptom[what]) add(kind, strength);
      for (const kind of mechanism === null ? [] : (kindsOfMechanism[mechanism] ?? [])) add(kind, strength * 0.7);
    }
    if (isFlooding(service, scene)) add('log_volume', 0.9);
    return {
      kinds,
      mechanisms: new Set(symptoms.flatMap(({ mechanism }) => mechanism ?? [])),
      texts: [...textsOf(service, scene), ...about.flatMap(textOfSymptom)],
      symptoms,
    };
  }
}

const textOfSymptom = ({ from }: Symptom): string[] =>
  'pattern' in from
    ? [from.pattern.example]
    : 'issue' in from
      ? [`${from.issue.title} ${from.issue.culprit ?? ''}`]
      : [];

function textsOf(service: string, { patterns, shifts, observations }: Scene): string[] {
  return [
    ...patterns
      .filter((one) => one.service === service && (one.isNew || one.isSurging) && !isAnnouncement(one))
      .map(({ example }) => example),
    ...shifts
      .filter(({ series, significant }) => series.service === service && significant)
      .map(({ series }) => series.name),
    ...observations.infra.filter((event) => event.service === service).map(({ message }) => message),
    ...observations.errors
      .filter((issue) => issue.service === service && issue.isNew)
      .map(({ title, culprit }) => `${title} ${culprit ?? ''}`),
  ];
}

function isFlooding(service: string, { observations }: Scene): boolean {
  return observations.logs.some(({ service: by, level, total, baselines, window }) => {
    if (by !== service || level !== 'all' || total < minFloodLines) return false;
    const spanMs = baselines.reduce((sum, one) => sum + one.window.to - one.window.from, 0);
    if (spanMs <= 0) return false;
    const usual = (baselines.reduce((sum, one) => sum + one.total, 0) / spanMs) * (window.to - window.from);
    return total >= floodRatio * Math.max(1, usual);
  });
}
