import type { Diagnosis } from '@incidentfox/incident';
import type { FamilyName } from '../faults/families.ts';
import type { KnowledgeProfile } from '../knowledge.ts';
import type { RandomSystem, SystemTruth } from '../truth.ts';

/** One diagnosis compared with the truth. */
export interface SystemJudgement {
  id: string;
  family: FamilyName;
  profile: KnowledgeProfile;
  healthy: boolean;
  isSharedCause: boolean;
  isVisible: boolean;
  verdict: Diagnosis['verdict'];
  confidence: number;
  /** The first answer names the culprit. */
  isFirst: boolean;
  /** The first answer holds as it is stated: it names the culprit, and where it blames a change, that change did it. */
  isRight: boolean;
  /** One of the first three does. */
  isInThree: boolean;
  /** A cause was named, and it is a service that only suffers. */
  isVictimBlamed: boolean;
  /** A cause was named with a change that did not do it. */
  isWrongChange: boolean;
  /** A cause was named with the change that did it; null when no change did, or nobody could see it. */
  isRightChange: boolean | null;
  /** What was named, for reading. */
  named: string;
  culprit: readonly string[];
}

export function judge(
  { id, family, profile, truth, observations }: RandomSystem,
  diagnosis: Diagnosis,
): SystemJudgement {
  const { verdict, confidence, hypotheses, ranking } = diagnosis;
  const answers = hypotheses.slice(0, 3).map(({ service, object }) => [service, object ?? '']);
  const services = ranking.slice(0, 3).map(({ service }) => [service]);
  const first = answers[0] ?? services[0] ?? [];
  const isFirst = isCulprit(truth, first);
  const names = verdict === 'root_cause';
  const changed = changeBlamed(diagnosis);
  const isSeen = observations.changes.some((change) => change.id === truth.guiltyChange);
  const blamed = observations.changes.find(
    (one) => changed !== null && one.service === changed.service && one.startedAt === changed.at,
  );
  const isWrongChange = changed !== null && blamed?.id !== truth.guiltyChange;
  return {
    ...{ id, family, profile, verdict, confidence, isFirst },
    isRight: isFirst && !isWrongChange,
    healthy: truth.healthy,
    isSharedCause: truth.isSharedCause,
    isVisible: truth.isVisible,
    isInThree: [...answers, ...services].some((names) => isCulprit(truth, names)),
    isVictimBlamed: names && !isFirst && truth.victims.includes(first[0] ?? ''),
    isWrongChange: names && isWrongChange,
    isRightChange: !isSeen ? null : names && changed !== null && blamed?.id === truth.guiltyChange,
    named: names ? first.filter((name) => name !== '').join(' ') : verdict,
    culprit: truth.culprit,
  };
}

/** A host in longer words counts: `api.example: 503`; a short name only by itself. */
export function isCulprit({ culprit }: Pick<SystemTruth, 'culprit'>, names: readonly string[]): boolean {
  return names.some((name) => culprit.some((one) => name === one || wordsOf(name).includes(one.toLowerCase())));
}

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\w.:-]+/)
    .flatMap((word) => [word, word.replace(/:\d*$/, '')]);

function changeBlamed({ hypotheses, evidence }: Diagnosis): { service: string | null; at: number | null } | null {
  const trigger = hypotheses[0]?.trigger ?? null;
  const found = trigger === null ? undefined : evidence.find(({ id }) => id === trigger);
  return found?.kind === 'change' ? { service: found.service, at: found.at } : null;
}
