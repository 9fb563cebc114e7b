import type { EvidenceId } from '@incidentfox/incident';
import { describeShift } from '../../evidence/describe-shift.ts';
import type { Shift } from '../../onset/shift.ts';
import type { Scene } from '../../scene/scene.ts';

export const namesOf = (shifts: readonly Shift[], { book }: Scene): string[] => [
  ...new Set(shifts.map(({ series }) => book.nameOf(series))),
];

export const citeNormal = (shifts: readonly Shift[], { book }: Scene): EvidenceId[] =>
  shifts.map((shift) => book.cite(shift.series, () => describeShift(shift)));
