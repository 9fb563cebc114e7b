import { table } from '../../report/tables.ts';
import type { SystemJudgement } from './judge.ts';
import { bandsOf, type ScoreTally, tally } from './tally.ts';

const share = (hits: number, of: number): string => (of === 0 ? '' : (hits / of).toFixed(2));
const counted = (hits: number, of: number): string => (of === 0 ? '' : `${hits}/${of}`);

const head = [
  '',
  'n',
  'first',
  'in 3',
  'commits',
  'wrong of these',
  'wrong at .90+',
  'victim blamed',
  'shared first',
  'false alarms',
  'wrong change',
  'right change',
  'Brier',
];

const row = (name: string, one: ScoreTally): string[] => [
  name,
  String(one.systems),
  share(one.first, one.faults),
  share(one.inThree, one.faults),
  share(one.committed, one.faults),
  counted(one.committedWrong, one.committed),
  counted(one.sureWrong, one.sure),
  share(one.victimsBlamed, one.faults),
  share(one.sharedFirst, one.sharedCauses),
  counted(one.falseAlarms, one.healthy),
  String(one.wrongChange),
  counted(one.rightChange, one.guiltyChanges),
  one.brier.toFixed(3),
];

/** By family, by what was known, all together, and how far confidence can be believed. */
export function writeTables(all: readonly SystemJudgement[]): string {
  const by = (keyOf: (one: SystemJudgement) => string) =>
    [...groups(all, keyOf)].map(([name, some]) => row(name, tally(some)));
  const visible = all.filter(({ isVisible, healthy }) => isVisible || healthy);
  const bands = bandsOf(all)
    .filter(({ named }) => named > 0)
    .map(({ from, to, named, right, stated }) => [
      `${from.toFixed(2)} to ${to.toFixed(2)}`,
      String(named),
      stated.toFixed(3),
      share(right, named),
    ]);
  return [
    table(head, [
      ...by(({ family }) => family),
      row('culprit named somewhere', tally(visible)),
      row('**all**', tally(all)),
    ]),
    table(
      head,
      by(({ profile }) => profile),
    ),
    table(['confidence', 'causes named', 'stated', 'right'], bands),
  ].join('\n\n');
}

function groups(
  all: readonly SystemJudgement[],
  keyOf: (one: SystemJudgement) => string,
): Map<string, SystemJudgement[]> {
  const found = new Map<string, SystemJudgement[]>();
  for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
}
