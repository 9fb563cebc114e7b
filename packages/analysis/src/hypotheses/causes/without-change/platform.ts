import { describeShift } from '../../../evidence/describe-shift.ts';
import type { AlterationKind } from '../../../patches/index.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { isDataStore } from '../reaching.ts';
import type { CauseWithoutChange, WithoutChangeRule } from './cause-without-change.ts';
import { fullDisk, platform } from './thresholds.ts';

/** A machine was lost. */
export const lostNodeCauses: WithoutChangeRule = ({ scene, symptoms }) => {
  const lost = scene.symptoms.filter(({ what }) => what === 'node_lost');
  const near = new Set(symptoms.map(({ service }) => service));
  const isNear = lost.some(
    ({ service, from }) => near.has(service) || ('event' in from && from.event.service === null),
  );
  const gone = lost.filter(({ from }) => 'event' in from && from.event.kind === 'node_not_ready');
  const evicted = new Set(lost.map(({ service }) => service)).size;
  if (!isNear || (gone.length === 0 && evicted < 2)) return [];
  const nodes = lost.flatMap(({ from }) => ('event' in from ? (from.event.node ?? []) : []));
  return [
    {
      kind: 'node',
      object: nodes[0] ?? null,
      logOdds: gone.length > 0 ? platform.nodeLost : platform.evicted,
      supports: lost.slice(0, 4).map((symptom) => citeSymptom(scene.book, symptom)),
    },
  ];
};

const fillsDisks: ReadonlySet<AlterationKind> = new Set(['log_level', 'disk_size', 'ttl', 'unbounded_growth']);

/** A disk is full: the errors say so, or it was measured. */
export const fullDiskCauses: WithoutChangeRule = ({ scene, symptoms, origin }) => {
  const said = symptoms.filter(({ mechanism }) => mechanism === 'disk_full');
  const near = new Set([origin.service, ...symptoms.map(({ service }) => service)]);
  const measured = scene.shifts.filter(
    ({ series, significant, level }) =>
      significant &&
      near.has(series.service) &&
      /disk|volume|filesystem|inode/i.test(series.name) &&
      level >= fullDisk &&
      level <= 1.5,
  );
  if (said.length === 0 && measured.length === 0) return [];
  const full =
    said[0]?.blames?.kind === 'service' ? said[0].blames.name : (said[0]?.service ?? measured[0]?.series.service);
  const cause: CauseWithoutChange = {
    madeBy: fillsDisks,
    kind: full !== undefined && isDataStore(full) ? 'data_store' : 'resource_saturation',
    object: full ?? null,
    logOdds: (said.length > 0 ? platform.diskFull : 0) + (measured.length > 0 ? platform.diskMeasured : 0),
    supports: [
      ...said.slice(0, 3).map((symptom) => citeSymptom(scene.book, symptom)),
      ...measured.slice(0, 1).map((shift) => scene.book.cite(shift.series, () => describeShift(shift))),
    ],
  };
  return [cause];
};
