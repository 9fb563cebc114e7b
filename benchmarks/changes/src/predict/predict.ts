import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Change, Diagnosis, Evidence, Observations, Report } from '@incidentfox/incident';
import { type Commit, isSameSha } from '../adapter/roll-out.ts';
import type { ChangePrediction } from './prediction.ts';

const RANKED = 10;
const undoing =
  /\b(roll(ing)?\b.{0,120}\bback|rollback|revert|undo|(turn|switch)(ing)?\b.{0,80}\b(off|on|back)|go back to|redeploy the previous)\b/i;

/** Runs the production engine and its report on one case. `took_ms` is both, without reading files. */
export function predict(id: string, observations: Observations, commits: readonly Commit[]): ChangePrediction {
  const start = process.hrtime.bigint();
  const diagnosis = diagnose(observations);
  const report = compileReport({ diagnosis, incident: incidentOf(observations), context: contextOf(observations) });
  const tookMs = Number(process.hrtime.bigint() - start) / 1e6;
  const read = new BlamedChanges(diagnosis, observations.changes, commits);
  const isNamed = diagnosis.verdict === 'root_cause';
  const [first] = diagnosis.hypotheses;
  return {
    id,
    verdict: diagnosis.verdict,
    confidence: diagnosis.confidence,
    service: isNamed ? (first?.service ?? null) : null,
    object: isNamed ? (first?.object ?? null) : null,
    change: isNamed ? read.ofEvidence(first?.trigger ?? null) : null,
    changes: [...new Set(diagnosis.hypotheses.flatMap(({ trigger }) => read.ofEvidence(trigger) ?? []))],
    rollback: rollbackIn(report, read),
    ranking: diagnosis.ranking.slice(0, RANKED),
    took_ms: Math.round(tookMs * 100) / 100,
  };
}

/** From evidence back to the change it tells of, by the change's own address. */
class BlamedChanges {
  readonly #evidence: ReadonlyMap<string, Evidence>;
  readonly #changes: ReadonlyMap<string, Change>;
  readonly #commits: readonly Commit[];

  constructor({ evidence }: Diagnosis, changes: readonly Change[], commits: readonly Commit[]) {
    this.#evidence = new Map(evidence.map((one) => [one.id, one]));
    this.#changes = new Map(changes.flatMap((one) => (one.url === undefined ? [] : [[one.url, one]])));
    this.#commits = commits;
  }

  ofEvidence(id: string | null): string | null {
    const evidence = id === null ? undefined : this.#evidence.get(id);
    const change = evidence?.link == null ? undefined : this.#changes.get(evidence.link);
    if (evidence === undefined || change === undefined) return null;
    if (change.sha !== undefined) return this.#commitOf(evidence, change, change.sha);
    // What the platform did by itself (a scheduled job, a maintenance) is no change that somebody could take back.
    return change.kind === 'flag' ? change.id : null;
  }

  /** A deploy may bring several commits. Where the evidence names a file that one of the others alone touched, that one is meant. */
  #commitOf({ title, quote, facts }: Evidence, { patch }: Change, sha: string): string {
    const said = [title, quote ?? '', ...Object.values(facts).map(String)].join('\n');
    const brought = (patch?.commits ?? []).flatMap(
      (one) => this.#commits.find((commit) => isSameSha(commit.sha, one.sha)) ?? [],
    );
    const named = brought.filter(({ paths }) => paths.some((path) => said.includes(path)));
    return named.length === 1 && named[0] !== undefined ? named[0].sha : sha;
  }
}

function rollbackIn({ actions }: Report, read: BlamedChanges): string | null {
  for (const { text, evidence } of actions) {
    if (!undoing.test(text)) continue;
    for (const id of evidence) {
      const change = read.ofEvidence(id);
      if (change !== null) return change;
    }
  }
  return null;
}

const incidentOf = ({ alarmAt }: Observations) => ({
  reference: 'INC-1',
  name: 'Alarm',
  createdAt: new Date(alarmAt).toISOString(),
});

const contextOf = ({ affected, alarmAt, window }: Observations) => ({
  affected: affected.map((service) => ({
    service,
    foundBy: 'alert_attribute' as const,
    because: 'the alert names it',
  })),
  symptom: 'unknown' as const,
  alarmAt,
  window,
  hints: [],
});
