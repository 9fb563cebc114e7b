import type { EvidenceId, ProviderStatus } from '@incidentfox/incident';
import { describeStatus } from '../../../evidence/describe-event.ts';
import { isOutsideHost } from '../../../log-patterns/blamed-names.ts';
import type { Mechanism } from '../../../log-patterns/lines/mechanism.ts';
import type { AlterationKind } from '../../../patches/index.ts';
import type { Symptom } from '../../../scene/symptom.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { type CauseSigns, outsideNameOf, type WithoutChangeRule, wordsOf } from './cause-without-change.ts';
import { maxStatusDelayMs, outsideHost } from './thresholds.ts';

const failing: ReadonlySet<Mechanism> = new Set(['refused', 'timeout', 'unavailable', 'rate_limited', 'certificate']);

/** Waiting less, or not getting through, looks like a host that does not answer. */
const cutsWaiting: ReadonlySet<AlterationKind> = new Set(['timeout', 'deadline', 'network_policy', 'pool', 'endpoint']);

const distrust = /unknown authority|self[- ]signed|unable to (?:get|find)|path building failed|untrusted|no trusted/i;

/** An outside host fails, as the logs of one or several services say. Its provider's own status page confirms it. */
export const outsideHostCauses: WithoutChangeRule = (story) => {
  const byHost = new Map<string, Symptom[]>();
  for (const symptom of story.symptoms) {
    const host = hostOf(symptom, story);
    if (host === null || !(symptom.mechanism === null ? complains(symptom) : failing.has(symptom.mechanism))) continue;
    // Whom one trusts is one's own affair.
    if (symptom.mechanism === 'certificate' && distrust.test(wordsOf(symptom))) continue;
    byHost.set(host, [...(byHost.get(host) ?? []), symptom]);
  }
  return [...byHost].map(([host, symptoms]) => {
    const { book, observations } = story.scene;
    const several = new Set(symptoms.map(({ service }) => service)).size > 1;
    const isWaiting = symptoms.every(({ mechanism }) => mechanism === 'timeout' || mechanism === null);
    const status = (observations.providerStatuses ?? []).find((one) => confirms(one, host, story.onset));
    const supports: EvidenceId[] = symptoms.slice(0, 4).map((symptom) => citeSymptom(book, symptom));
    if (status !== undefined) supports.unshift(book.cite(status, () => describeStatus(status)));
    return {
      kind: 'third_party' as const,
      ...(isWaiting && status === undefined && { madeBy: cutsWaiting }),
      object: host,
      logOdds:
        (isWaiting ? outsideHost.timesOut : outsideHost.answers) +
        (several ? outsideHost.several : 0) +
        (status === undefined ? 0 : outsideHost.confirmed),
      supports,
    };
  });
};

/** `switch.cardnet.example:5500`, and not `reader.rb:42`. */
const addressed =
  /(?<![\w./-])([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?!(?:rb|py|go|js|mjs|cjs|ts|tsx|jsx|java|kt|cs|php|rs|sql|c|cc|cpp|html|json|ya?ml|xml|scala|exs?|erl|swift|vue)\b)[a-z]{2,}):\d{2,5}\b/;

/** No known kind of failure, and yet an error about somebody who does not do as asked. */
const complains = (symptom: Symptom): boolean =>
  'pattern' in symptom.from &&
  symptom.from.pattern.level === 'error' &&
  /\bno (?:answer|response|reply)\b|unreachable|\bfail|refus|reset|gave up|\b50\d\b|not respond|unanswered|hang|slow/i.test(
    wordsOf(symptom),
  );

/** The outside host that a line names: one that is known as such, or one that a provider's page calls its own. */
function hostOf(symptom: Symptom, { scene }: CauseSigns): string | null {
  const blamed = outsideNameOf(symptom, scene);
  if (blamed !== null) return blamed;
  if (!('pattern' in symptom.from)) return null;
  const named = symptom.from.pattern.mentions.find(({ kind }) => kind === 'external_host');
  if (named !== undefined) return named.text;
  const withPort = addressed.exec(wordsOf(symptom))?.[1];
  if (withPort !== undefined && isOutsideHost(withPort)) return withPort;
  const line = wordsOf(symptom).toLowerCase();
  for (const { hosts } of scene.observations.providerStatuses ?? [])
    for (const host of hosts) if (line.includes(host.toLowerCase())) return host;
  return null;
}

function confirms({ provider, hosts, from, to }: ProviderStatus, host: string, onset: number): boolean {
  if (from > onset + maxStatusDelayMs || (to !== null && to < onset)) return false;
  const plain = host.toLowerCase();
  const isSame = (one: string): boolean => plain === one || plain.endsWith(`.${one}`) || one.endsWith(`.${plain}`);
  const name = provider.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (
    hosts.some((one) => isSame(one.toLowerCase())) ||
    (hosts.length === 0 && name.length >= 4 && plain.replace(/[^a-z0-9]/g, '').includes(name))
  );
}
