import { diagnose } from '@incidentfox/analysis';
import type { CaseOutcome } from '../fit/case-outcome.ts';
import { heldOut } from '../fit/seeds.ts';
import { randomSystems } from '../random-systems/random-systems.ts';
import { judge, type SystemJudgement } from '../random-systems/score/judge.ts';
import type { Band } from '../random-systems/score/tally.ts';
import { table, withInterval } from './tables.ts';

/** What was said of one case, as far as being sure goes. */
export interface Said {
  names: boolean;
  confidence: number;
  right: boolean;
  isHealthy: boolean;
}

const sureFrom = 0.9;

/** How often it is sure and wrong, wrong when it names a cause, and too shy to say what it has right; a row a group. */
export function sureTable(groups: readonly { name: string; said: readonly Said[] }[]): string {
  const head = [
    '',
    'cases',
    'sure',
    'sure and wrong',
    'names a cause',
    'wrong when it does',
    'names it when right',
    'false alarms',
  ];
  return table(
    head,
    groups.map(({ name, said }) => [name, ...cellsOf(said)]),
  );
}

function cellsOf(said: readonly Said[]): string[] {
  const named = said.filter(({ names }) => names);
  const sure = named.filter(({ confidence }) => confidence >= sureFrom);
  const healthy = said.filter(({ isHealthy }) => isHealthy);
  const right = said.filter((one) => one.right);
  const wrong = (some: readonly Said[]) => some.filter((one) => !one.right).length;
  const naming = (some: readonly Said[]) => some.filter(({ names }) => names).length;
  return [
    String(said.length),
    String(sure.length),
    withInterval(wrong(sure), sure.length),
    String(named.length),
    withInterval(wrong(named), named.length),
    withInterval(naming(right), right.length),
    withInterval(naming(healthy), healthy.length),
  ];
}

const titles: Readonly<Record<string, string>> = {
  petshop: 'PetShop',
  'nezha-onlineboutique': 'Online Boutique',
  'nezha-trainticket': 'Train Ticket',
};

/** A group a public set. */
export function perSureSet(outcomes: readonly CaseOutcome[]): { name: string; said: Said[] }[] {
  return [...new Set(outcomes.map(({ set }) => set))].map((set) => ({
    name: `${titles[set] ?? set}, fitted without it`,
    said: outcomes
      .filter((one) => one.set === set)
      .map(({ prediction, right, truth }) => ({
        names: prediction.verdict === 'root_cause',
        confidence: prediction.confidence,
        right,
        isHealthy: truth.truth === null,
      })),
  }));
}

/** Random systems that nothing was fitted on. */
export const judgeStrangers = (): SystemJudgement[] =>
  Array.from(randomSystems(heldOut.seed, heldOut.count), (system) => judge(system, diagnose(system.observations)));

/** By what was to be seen of them, and all together. */
export function strangersBySight(judgements: readonly SystemJudgement[]): { name: string; said: Said[] }[] {
  const toSaid = (one: SystemJudgement): Said => ({
    names: one.verdict === 'root_cause',
    confidence: one.confidence,
    right: one.isRight,
    isHealthy: one.healthy,
  });
  const profiles = [...new Set(judgements.map(({ profile }) => profile))].sort();
  return [
    ...profiles.map((profile) => ({
      name: `random systems: ${profile}`,
      said: judgements.filter((one) => one.profile === profile).map(toSaid),
    })),
    { name: '**random systems, all**', said: judgements.map(toSaid) },
  ];
}

/** How often answers of a band of confidence are right. */
export function bandTable(bands: readonly Band[]): string {
  return table(
    ['confidence', 'causes named', 'stated', 'right'],
    bands
      .filter(({ named }) => named > 0)
      .map(({ from, to, named, right, stated }) => [
        `${from.toFixed(2)} to ${to.toFixed(2)}`,
        String(named),
        stated.toFixed(3),
        withInterval(right, named),
      ]),
  );
}
