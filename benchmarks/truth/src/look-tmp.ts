import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { makeRandomSystem } from '../../rca/src/random-systems/make-random-system.ts';
import { reportOn } from './report-on.ts';

const id = process.argv[2]!;
const m = /^(.*)-(\d+)$/.exec(id);
const c: any = id.startsWith('own')
  ? [...madeCases(Number(process.argv[3] ?? 1))].find((c) => c.id === id)
  : makeRandomSystem(Number(m![2]), m![1] as any);
const r = reportOn(c.observations);
console.log('affected', c.observations.affected, r.verdict, r.confidence, JSON.stringify(r.cause));
for (const [k, v] of Object.entries({
  summary: [r.summary],
  root: r.rootCause,
  alt: r.alternatives,
  out: r.ruledOut,
  act: r.actions,
  time: r.timeline,
}))
  for (const x of v as any[]) console.log(k + '\t' + x.text + '\t' + x.evidence);
for (const e of r.evidence)
  console.log(
    e.id,
    e.kind,
    e.at && new Date(e.at).toISOString().slice(11, 19),
    e.title,
    JSON.stringify(e.quote)?.slice(0, 80),
  );
