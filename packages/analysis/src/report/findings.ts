import type { Context, Diagnosis, Evidence, EvidenceId, Hypothesis } from '@incidentfox/incident';
import type { Platform } from './actions/kubectl.ts';
import { leadsOf } from './leads.ts';
import type { Cited } from './sentence.ts';

/** A diagnosis with what the texts look up in it. */
export interface Findings {
  diagnosis: Diagnosis;
  context: Context;
  /** The blamed hypothesis; null unless the verdict is root_cause. */
  blamed: Hypothesis | null;
  /** What to look at first: the blamed hypothesis, else the likeliest lead as the report tells them. */
  first: Hypothesis | undefined;
  /** Evidence that supports it, in its order. */
  supports: readonly Evidence[];
  all: readonly Evidence[];
  incident: Evidence;
  coverage: EvidenceId;
  platform: Platform | undefined;
  byId: (id: EvidenceId) => Evidence | undefined;
}

/** Prepares the look-ups; the incident itself becomes evidence, so that texts can cite it. */
export function toFindings(
  diagnosis: Diagnosis,
  context: Context,
  incident: { reference: string; name: string; createdAt: string },
  platform?: Platform,
): Findings {
  const created = Date.parse(incident.createdAt);
  const fact: Evidence = {
    id: `e${diagnosis.evidence.length + 1}`,
    kind: 'incident',
    service: null,
    at: Number.isFinite(created) ? created : null,
    title: `${incident.reference} was created`,
    value: null,
    baseline: null,
    unit: null,
    facts: { reference: incident.reference },
    quote: incident.name,
    source: null,
    questionId: null,
    link: null,
    spark: null,
  };
  const all = [...diagnosis.evidence, fact];
  const index = new Map(all.map((evidence) => [evidence.id, evidence]));
  const blamed = diagnosis.verdict === 'root_cause' ? (diagnosis.hypotheses[0] ?? null) : null;
  const first = blamed ?? leadsOf(diagnosis, { all })[0]?.hypothesis ?? diagnosis.hypotheses[0];
  return {
    diagnosis,
    context,
    blamed,
    first,
    supports: (first?.supports ?? []).flatMap((id) => index.get(id) ?? []),
    all,
    incident: fact,
    platform,
    coverage: all.find(({ kind }) => kind === 'coverage')?.id ?? fact.id,
    byId: (id) => index.get(id),
  };
}

/** The ids of some evidence; what was looked at when there is none. */
export function cite(findings: Findings, evidence: readonly (Evidence | undefined)[]): Cited {
  const [first, ...rest] = evidence.flatMap((one) => (one === undefined ? [] : [one.id]));
  return first === undefined ? [findings.coverage] : [first, ...rest];
}

/** Of several signs of one thing, the one that people know best comes first: a ratio before a rate, a kill before a probe. */
const signsByClarity: readonly string[] = [
  'oom_killed',
  'crash_loop',
  'restart',
  'node_not_ready',
  'image_pull',
  'error_ratio',
  'latency_p99',
  'availability',
  'latency_p95',
  'latency_mean',
  'latency_p50',
  'error_rate',
];
const signRank = ({ facts }: Evidence): number => {
  const rank = signsByClarity.indexOf(String(facts.event ?? facts.signal));
  return rank < 0 ? signsByClarity.length : rank;
};

/** The clearest sign first; otherwise in the given order. */
export const clearestFirst = (evidence: readonly Evidence[]): Evidence[] =>
  [...evidence].sort((a, b) => signRank(a) - signRank(b));

/** The evidence about one service, shifts and events and logs, the clearest sign first. */
export const about = (findings: Findings, service: string): Evidence[] =>
  clearestFirst(
    findings.all.filter(
      (evidence) => evidence.service === service && evidence.kind !== 'metric_normal' && evidence.kind !== 'edge',
    ),
  );
