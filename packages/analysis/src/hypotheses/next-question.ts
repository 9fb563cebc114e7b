import type { CauseKind } from '@incidentfox/incident';
import type { Scene } from '../scene/scene.ts';
import type { Weighed } from './hypotheses-of-origin.ts';

/** The question that would confirm or refute a cause of each kind. */
const tests: Record<CauseKind, (service: string, object: string | null) => string> = {
  change: (service, object) => `Do only instances of ${service} that run ${object ?? 'the newer version'} fail?`,
  configuration: (service, object) =>
    `Does ${service} recover where ${object === null ? 'the former configuration' : `the setting before "${object}"`} still applies?`,
  dependency: (service) => `What do the logs of ${service} itself say about the failing calls?`,
  resource_saturation: (service) => `Was ${service} at its memory, CPU or connection limit when the trouble began?`,
  crash: (service) => `Did ${service} restart, and what did it log right before?`,
  node: (_service, object) => `Do instances on other machines than ${object ?? 'the suspected one'} work?`,
  traffic_surge: (service) =>
    `Did requests to ${service} rise before its latency and errors did, and from which callers?`,
  data_store: (service) => `Which queries or locks kept ${service} busy when the trouble began?`,
  network: (service) => `Are calls to ${service} slow on the way, while ${service} itself answers fast?`,
  third_party: (_service, object) => `Does the status page of ${object ?? 'the provider'} report an outage?`,
  quota: (service, object) =>
    `How much of its quota for ${object ?? 'the managed service'} does ${service} use, and since when?`,
  bad_input: (service, object) =>
    `Do requests to ${service} that do not hold ${object ?? 'the suspected record'} succeed?`,
  scheduled_work: (service, object) =>
    `Does ${service} recover when ${object ?? 'the scheduled job'} has ended, as on earlier days?`,
  code_fault: (service) => `Which code path of ${service} is failing or slow, and since which version is it there?`,
  monitoring_artefact: (service) => `Did the alert's query or threshold for ${service} change?`,
  nothing_wrong: (service) => `Does anybody outside see ${service} failing?`,
};

/** The one question that would best separate the first two hypotheses; null when there are not two. */
export function nextQuestion(weighed: readonly Weighed[], scene: Scene): string | null {
  const [first, second] = weighed;
  if (first === undefined) return null;
  const gap = scene.observations.gaps[0];
  if (second === undefined) return gap === undefined ? null : `What do ${gap.what} show? They could not be queried.`;
  // The same trigger under two names is one answer; asking about the second kind tells them apart.
  const { kind, service, object } =
    first.hypothesis.service === second.hypothesis.service ? second.hypothesis : first.hypothesis;
  return tests[kind](service, object);
}
