import type { Capability, Location, Service } from '@incidentfox/incident';
import { aService } from '@incidentfox/test-kit';
import { collectAnswers } from '../../src/collect/collect-answers.ts';
import { toGaps } from '../../src/collect/to-gaps.ts';
import { toRecordedQuestions } from '../../src/collect/to-recorded-questions.ts';
import type { DataSource } from '../../src/data-source.ts';
import { atPlace } from '../../src/environment/at-place.ts';
import { readPlace } from '../../src/environment/read-place.ts';
import type { SourceText } from '../../src/service-identity/match-services.ts';
import { alarmAt, hour, minute } from '../questions.ts';

/** A source with whatever has to be closed after it. */
export interface Opened {
  readonly source: DataSource;
  readonly refused?: readonly string[];
  close(): Promise<unknown>;
}

/** One way in which people run things, an incident, and what has to come of it. */
export interface Situation {
  readonly what: string;
  open(): Promise<Opened>;
  readonly capability: Capability;
  /** What the incident says, by where it says it. Default: nothing of a place. */
  readonly said?: Partial<Record<SourceText['where'], string>>;
  readonly team?: Location;
  /** What the tool is said to hold. */
  readonly tool?: Location;
  readonly service?: Partial<Service>;
  readonly catalogue?: readonly Service[];
  /** Texts that must stand in the items. */
  readonly has?: readonly string[];
  /** Texts of other environments and services, which never may. */
  readonly never?: readonly string[];
  /** What a gap has to say. Without it there must be none. */
  readonly gap?: RegExp;
  /** What the answer has to say of its choice. */
  readonly tells?: RegExp;
  /** Texts that stand in items which may not be blamed. */
  readonly unattributed?: readonly string[];
  /** Whether a good part of the requests fails in the series that come back. */
  readonly isFailing?: boolean;
  readonly window?: { readonly from: number; readonly to: number };
  /** Where a source speaks of an incident. Default: none. */
  readonly incident?: { readonly id: string; readonly reference: string; readonly createdAt: string };
  /** Environments that tools and services of the team are set to. */
  readonly configured?: readonly string[];
}

export const checkout = (more: Partial<Service> = {}): Service =>
  aService({ name: 'checkout', aliases: [], dependsOn: [], vendorNames: {}, ...more });

/** Asks as an investigation does, and compares. */
export async function plays(situation: Situation): Promise<void> {
  const { source, refused = [], close } = await situation.open();
  try {
    const seen = await ask(source, situation);
    const { has = [], never = [], unattributed = [], gap, tells } = situation;
    expect({ what: situation.what, missing: has.filter((text) => !seen.items.includes(text)), seen }).toMatchObject({
      missing: [],
    });
    expect(never.filter((text) => seen.items.includes(text))).toEqual([]);
    expect(unattributed.filter((text) => !seen.unattributed.includes(text))).toEqual([]);
    if (gap === undefined) expect(seen.gaps).toEqual([]);
    else expect(seen.gaps.join('\n')).toMatch(gap);
    if (tells !== undefined) expect(seen.told.join('\n')).toMatch(tells);
    if (situation.isFailing !== undefined) {
      expect(seen.highestRatio).toBeGreaterThanOrEqual(0);
      expect(seen.highestRatio > 0.2).toBe(situation.isFailing);
    }
    expect(refused).toEqual([]);
  } finally {
    await close();
  }
}

async function ask(source: DataSource, situation: Situation) {
  const { capability, said = {}, team, tool, catalogue = [] } = situation;
  const service = checkout(situation.service);
  const texts: SourceText[] = Object.entries(said).map(([where, text = '']) => ({ where, text: text ?? '' }));
  const window = situation.window ?? { from: alarmAt - hour, to: alarmAt + 10 * minute };
  const answers = await collectAnswers({
    sources: [tool === undefined ? source : atPlace(source, tool, Date.now)],
    questions: [{ service, capability }],
    scope: {
      incident: situation.incident ?? null,
      window,
      place: { said: readPlace(texts), team, configured: situation.configured },
      catalogue: [service, ...catalogue],
    },
    deadlineMs: 30_000,
  });
  const items = answers.flatMap(({ answer }) => answer.items as object[]);
  const isUnattributed = (item: object) => 'scopeMatch' in item && item.scopeMatch === 'environment';
  return {
    state: answers[0]?.answer.state,
    items: JSON.stringify(items),
    unattributed: JSON.stringify(items.filter(isUnattributed)),
    gaps: toGaps(answers, { affected: [service.name], services: [service] }).map(({ why }) => why),
    highestRatio: Math.max(-1, ...ratiosIn(answers)),
    told: toRecordedQuestions(answers).flatMap(({ warnings, query }) => [...warnings, query]),
  };
}

function ratiosIn(answers: Awaited<ReturnType<typeof collectAnswers>>): number[] {
  return answers
    .flatMap((one) => (one.capability === 'metrics' ? one.answer.items : []))
    .filter(({ signal }) => signal === 'error_ratio')
    .flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
}
