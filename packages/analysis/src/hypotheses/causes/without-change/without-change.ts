import type { CauseKind } from '@incidentfox/incident';
import type { Scene } from '../../../scene/scene.ts';
import type { Origin } from '../../origins/origin.ts';
import type { CauseRule } from '../cause.ts';
import { type CauseWithoutChange, storyOf, type WithoutChangeRule } from './cause-without-change.ts';
import { certificateCauses } from './certificates.ts';
import { nameCauses } from './names.ts';
import { oneRecordCauses } from './one-record.ts';
import { outsideHostCauses } from './outside-host.ts';
import { fullDiskCauses, lostNodeCauses } from './platform.ts';
import { quotaCauses } from './quota.ts';
import { scheduledWorkCauses } from './scheduled-work.ts';
import { trafficCauses } from './traffic.ts';

const rules: readonly WithoutChangeRule[] = [
  outsideHostCauses,
  certificateCauses,
  nameCauses,
  trafficCauses,
  lostNodeCauses,
  fullDiskCauses,
  quotaCauses,
  oneRecordCauses,
  scheduledWorkCauses,
];

/** Causes of an origin's trouble that are no change of ours, the best supported first. */
export function causesWithoutChange(origin: Origin, scene: Scene): CauseWithoutChange[] {
  const story = storyOf(origin, scene);
  return rules
    .flatMap((rule) => rule(story))
    .filter(({ logOdds }) => logOdds > 0)
    .sort((a, b) => b.logOdds - a.logOdds);
}

/** What these are about is all that they say: without a name they are no cause that anybody could look at. */
const needName: ReadonlySet<CauseKind> = new Set(['third_party', 'quota', 'bad_input']);

/** The same as causes that compete with every other kind. */
export const withoutChangeCauses: CauseRule = (origin, scene) =>
  causesWithoutChange(origin, scene).flatMap(({ kind, object, logOdds, supports }) =>
    object === null && needName.has(kind)
      ? []
      : [
          {
            kind,
            object,
            fit: logOdds / (1 + logOdds),
            trigger: supports[0] ?? null,
            supports,
            contradicts: [],
          },
        ],
  );
