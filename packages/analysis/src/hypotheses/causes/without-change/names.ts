import { describeShift } from '../../../evidence/describe-shift.ts';
import { hostsIn } from '../../../log-patterns/lines/hosts-in.ts';
import type { AlterationKind } from '../../../patches/index.ts';
import { citeSymptom } from '../../citations/cite.ts';
import { type WithoutChangeRule, wordsOf } from './cause-without-change.ts';
import { names } from './thresholds.ts';

const nameServer = /(?:^|[^a-z])(?:core)?dns(?:[^a-z]|$)|servfail|nxdomain|resolver/i;

const wrongNames: ReadonlySet<AlterationKind> = new Set(['endpoint', 'network_policy', 'placement']);

/** Names do not resolve. One name that one service cannot resolve is rather a wrong name. */
export const nameCauses: WithoutChangeRule = ({ scene }) => {
  const unresolved = scene.symptoms.filter(({ mechanism }) => mechanism === 'dns');
  const server = scene.shifts.filter(
    ({ series, significant }) => significant && (nameServer.test(series.name) || nameServer.test(series.service)),
  );
  if (unresolved.length === 0) return [];
  const hosts = new Set(unresolved.flatMap((one) => [...hostsIn(wordsOf(one))].map(({ host }) => host.toLowerCase())));
  const isWide = new Set(unresolved.map(({ service }) => service)).size > 1 && hosts.size > 1;
  return [
    {
      kind: 'network',
      madeBy: wrongNames,
      object: server[0]?.series.service ?? (hosts.size === 1 ? ([...hosts][0] ?? null) : null),
      logOdds: (isWide ? names.several : names.one) + (server.length > 0 ? names.measured : 0),
      supports: [
        ...unresolved.slice(0, 4).map((symptom) => citeSymptom(scene.book, symptom)),
        ...server.slice(0, 1).map((shift) => scene.book.cite(shift.series, () => describeShift(shift))),
      ],
    },
  ];
};
