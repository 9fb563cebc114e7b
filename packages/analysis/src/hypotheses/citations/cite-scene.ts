import { type InfraEvent, isConcluded, isPlatformFault, type Verdict } from '@incidentfox/incident';
import { describeAlert, describePattern } from '../../evidence/describe-event.ts';
import { describeStandingFault } from '../../evidence/describe-infra.ts';
import { describeShift } from '../../evidence/describe-shift.ts';
import type { Scene } from '../../scene/scene.ts';
import { leftNormal } from '../looked-at.ts';
import {
  maxCitedAlerts,
  maxCitedChanges,
  maxCitedEdges,
  maxCitedNormal,
  maxCitedSymptoms,
  maxStandingFaults,
} from '../thresholds.ts';
import { citeChange, citeSymptom } from './cite.ts';
import { citeWhere } from './cite-where.ts';

/** Cites what a reader of the report wants to see beside the cause: alerts, changes, further symptoms, the call that links two services. */
export function citeScene(scene: Scene, verdict: Verdict, suspects: readonly string[]): void {
  const { book, observations } = scene;
  citeCoverage(scene);
  for (const alert of oncePerAlert(observations.alerts).slice(0, maxCitedAlerts))
    book.cite(alert, () => describeAlert(alert));
  for (const scored of scene.changes.slice(0, maxCitedChanges)) citeChange(book, scored, scene.onset);
  if (verdict === 'healthy') {
    const concerned = scene.shifts.filter(({ series }) => observations.affected.includes(series.service));
    const shown = concerned.length > 0 ? concerned : scene.shifts;
    for (const shift of shown.slice(0, maxCitedNormal))
      book.cite(shift.series, () => describeShift({ ...shift, significant: false }));
    return;
  }
  const strongest = [...scene.symptoms].sort((a, b) => b.strength - a.strength).slice(0, maxCitedSymptoms);
  for (const symptom of strongest) citeSymptom(book, symptom);
  citeStandingFaults(scene, suspects);
  citeWhere(scene, suspects);
  citeEdges(scene, suspects);
}

/** Faults of the first suspects and of the affected that are no symptom of this incident, the newest first. */
function citeStandingFaults({ book, observations, symptoms }: Scene, suspects: readonly string[]): void {
  const near = new Set([...suspects.slice(0, 3), ...observations.affected]);
  const key = ({ kind, object, service }: InfraEvent) => JSON.stringify([kind, object, service]);
  const counted = new Set(symptoms.flatMap(({ from }) => ('event' in from ? [key(from.event)] : [])));
  const standing = observations.infra.filter(
    (event) =>
      isPlatformFault(event.kind) && !counted.has(key(event)) && event.service !== null && near.has(event.service),
  );
  for (const event of [...standing].sort((a, b) => b.firstAt - a.firstAt).slice(0, maxStandingFaults))
    book.cite(event, () => describeStandingFault(event, event.firstAt < observations.window.from));
}

/** What fired is told by whoever raised it and by whoever paged somebody. */
function oncePerAlert(alerts: Scene['observations']['alerts']): Scene['observations']['alerts'] {
  const seen = new Set<string>();
  return alerts.filter(({ name, service, startedAt }) => {
    const key = JSON.stringify([name, service, startedAt]);
    return seen.size !== seen.add(key).size;
  });
}

function citeEdges(scene: Scene, suspects: readonly string[]): void {
  const troubled = new Set([...suspects, ...scene.symptoms.map(({ service }) => service)]);
  // A quiet service in between belongs to the way on which trouble came up.
  const [first] = suspects;
  if (first !== undefined)
    for (const affected of scene.observations.affected)
      for (const service of wayBetween(affected, first, scene)) troubled.add(service);
  if (first !== undefined) citeNaming(scene, first);
  const cited = new Set<string>();
  for (const edge of scene.observations.edges) {
    const call = `${edge.from} ${edge.to}`;
    if (!troubled.has(edge.from) || !troubled.has(edge.to) || cited.has(call) || cited.size >= maxCitedEdges) continue;
    cited.add(call);
    scene.book.cite(edge, () => ({
      kind: 'edge',
      service: edge.from,
      at: null,
      title: `${edge.from} ${isConcluded(edge) ? 'seems to call' : 'calls'} ${edge.to}`,
      facts: { from: edge.from, to: edge.to, foundBy: edge.foundBy },
      ...(edge.questionId === undefined ? {} : { questionId: edge.questionId }),
    }));
  }
}

/** Where no edge tells how an affected service and the first suspect hang together, a line of the one that names the other does. */
function citeNaming({ patterns, graph, book, observations }: Scene, suspect: string): void {
  for (const affected of observations.affected) {
    if (affected === suspect || graph.distance(affected, suspect) !== null) continue;
    const naming = patterns.find(
      ({ service, example, mentions }) =>
        service === affected && (example.includes(suspect) || mentions.some(({ text }) => text === suspect)),
    );
    if (naming !== undefined) book.cite(naming, () => describePattern(naming));
  }
}

/** The services on the shortest way of calls from one to another, both included; empty when none is known. */
function wayBetween(caller: string, callee: string, { graph }: Scene): string[] {
  const way = [caller];
  for (let left = graph.distance(caller, callee); left !== null && left > 0; left -= 1) {
    const at = way.at(-1) as string;
    const next = graph.calleesOf(at).find((one) => one === callee || graph.distance(one, callee) === left - 1);
    if (next === undefined) break;
    way.push(next);
  }
  return way.at(-1) === callee ? way : [];
}

function citeCoverage(scene: Scene): void {
  const { answered, gaps, window } = scene.observations;
  const normal = scene.shifts.filter((shift) => !shift.significant && !leftNormal(shift, scene)).length;
  scene.book.cite(window, () => ({
    kind: 'coverage',
    service: null,
    at: null,
    title: `${answered.length} questions answered, ${gaps.length} could not be; ${normal} of ${scene.shifts.length} signals normal`,
    value: answered.length,
    unit: 'questions',
    facts: { unanswered: gaps.length, signals: scene.shifts.length, normal, from: window.from, to: window.to },
  }));
}
