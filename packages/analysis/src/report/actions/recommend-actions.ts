import type { CauseKind } from '@incidentfox/incident';
import { triggerOf, victimOf } from '../blame.ts';
import { connectionBetween } from '../connection.ts';
import { about, cite, type Findings } from '../findings.ts';
import type { Action } from '../sentence.ts';
import { maxActions } from '../thresholds.ts';
import { nameServer } from '../words/cause-words.ts';
import { type ActionCase, act } from './act.ts';
import { command } from './command.ts';
import { kubectl } from './kubectl.ts';
import { lookAtFault, withLook } from './look-at-fault.ts';
import { lookAtLogs } from './look-at-logs.ts';
import {
  compareRivals,
  compareVersions,
  considerRollback,
  readBeforeNextTime,
  reviewSetting,
} from './question-the-change.ts';
import { gapActions, healthyActions } from './without-cause.ts';

/** What a person could do next, concretely, from the kind of cause and the objects it names: undoing first, where it is warranted. */
export function recommendActions(findings: Findings): Action[] {
  const { diagnosis, blamed } = findings;
  if (diagnosis.verdict === 'healthy') return healthyActions(findings);
  const { first } = findings;
  if (first === undefined) return gapActions(findings);
  const trigger =
    blamed === null ? (first.trigger === null ? undefined : findings.byId(first.trigger)) : triggerOf(findings);
  const one: ActionCase = {
    findings,
    service: first.service,
    object: first.object,
    trigger,
    ids: cite(findings, findings.supports.slice(0, 3)),
  };
  const actions =
    blamed === null
      ? [compareRivals(one), lookAtFault(one), lookAtLogs(one), ...gapActions(findings)]
      : (afterUndoing(one) ?? withLook(lookAtFault(one), byKind[first.kind](one)));
  return actions.filter((action) => action !== null).slice(0, maxActions);
}

/** Where the blamed change was undone already, nothing is left but to learn from it: what runs now says nothing about it. */
function afterUndoing(one: ActionCase): Action[] | null {
  const read = readBeforeNextTime(one);
  return read === null ? null : [read];
}

type Actions = (one: ActionCase) => (Action | null)[];

function protectCallers({ findings, service }: ActionCase): Action | null {
  const victim = victimOf(findings, service);
  if (victim === null || connectionBetween(findings, victim.service, service)?.length !== 1) return null;
  return act(
    `See whether ${victim.service} has a timeout and a circuit breaker on its calls to ${service}`,
    cite(findings, victim.trouble.evidence),
  );
}

const compareLimits = ({ findings, service, ids }: ActionCase): Action =>
  act(
    `Compare the use of ${service} with its memory and CPU limits`,
    ids,
    kubectl(findings.platform, service, (workload) => command`kubectl top pods -l app=${workload}`),
  );

const byKind: Record<CauseKind, Actions> = {
  change: (one) => [
    considerRollback(one),
    compareRivals(one),
    lookAtLogs(one),
    compareVersions(one),
    protectCallers(one),
  ],
  configuration: (one) => [
    reviewSetting(one),
    compareRivals(one),
    lookAtLogs(one),
    oneIf(hasExhaustion(one), () => compareLimits(one)),
    protectCallers(one),
  ],
  dependency: (one) => [
    lookAtLogs(one),
    act(`Ask the owners of ${one.service} what changed there`, one.ids),
    protectCallers(one),
  ],
  resource_saturation: (one) => [
    compareLimits(one),
    lookAtLogs(one),
    act(`Consider giving ${one.service} more room, or fewer requests, until its use is understood`, one.ids),
    protectCallers(one),
  ],
  crash: (one) => [
    lookAtLogs(one),
    act(
      `See why the platform stopped ${one.object ?? one.service}`,
      one.ids,
      kubectl(one.findings.platform, one.service, (workload) =>
        one.object === null
          ? command`kubectl describe deployment ${workload}`
          : command`kubectl describe pod ${one.object}`,
      ),
    ),
    protectCallers(one),
  ],
  node: (one) => [
    act(
      `Look at the state of ${one.object ?? 'the machine'}`,
      one.ids,
      one.findings.platform?.kubernetes === false ? null : command`kubectl describe node ${one.object}`,
    ),
    act(
      `See where ${one.service} runs now`,
      one.ids,
      kubectl(one.findings.platform, one.service, (workload) => command`kubectl get pods -o wide -l app=${workload}`),
    ),
  ],
  traffic_surge: (one) => [
    act(`Find out who sends the additional requests to ${one.service}`, one.ids),
    compareLimits(one),
    act(`Consider a rate limit or more instances of ${one.service}`, one.ids),
  ],
  data_store: (one) => [
    act(`Look at running queries, locks and connections of ${one.object ?? one.service}`, one.ids),
    lookAtLogs(one),
    protectCallers(one),
  ],
  network: (one) => [
    one.object === nameServer
      ? act(`Check name resolution where ${one.service} runs`, one.ids)
      : isAboutCertificates(one)
        ? act(`Check when the certificate of ${one.object ?? one.service} expires, and who signed it`, one.ids)
        : act(
            `Check name resolution and certificates on the way to ${one.object ?? one.service}`,
            one.ids,
            command`nslookup ${one.object}`,
          ),
    lookAtLogs(one),
  ],
  third_party: (one) => [
    act(`Look at the status page of ${one.object ?? 'the provider'}`, one.ids),
    act(`See whether ${one.service} can do without ${one.object ?? 'the provider'} for a while`, one.ids),
    lookAtLogs(one),
  ],
  quota: (one) => [
    act(
      `See how much of the quota for ${one.object ?? 'the managed service'} is used, and by which calls of ${one.service}`,
      one.ids,
    ),
    act(`Consider asking for a higher limit, or fewer calls of ${one.service}`, one.ids),
    lookAtLogs(one),
  ],
  bad_input: (one) => [
    act(`Look at ${one.object ?? 'the record that fails'} by itself, and consider setting it aside`, one.ids),
    lookAtLogs(one),
  ],
  scheduled_work: (one) => [
    act(`See whether ${one.object ?? 'the scheduled work'} still runs, and when it usually ends`, one.ids),
    act(`Consider pausing ${one.object ?? 'it'} until ${one.service} is well`, one.ids),
    lookAtLogs(one),
  ],
  code_fault: (one) => [
    lookAtLogs(one),
    act(`Find the code of ${one.service} that raises these errors`, one.ids),
    protectCallers(one),
  ],
  monitoring_artefact: (one) => healthyActions(one.findings),
  nothing_wrong: (one) => healthyActions(one.findings),
};

/** Only certificates were complained of: then names and routes need no look. */
function isAboutCertificates({ findings }: ActionCase): boolean {
  const mechanisms = findings.supports.flatMap(({ facts }) => facts.mechanism ?? []);
  return mechanisms.includes('certificate') && !mechanisms.includes('dns');
}

const oneIf = <T>(condition: boolean, make: () => T): T | null => (condition ? make() : null);

const hasExhaustion = ({ findings, service }: ActionCase): boolean =>
  about(findings, service).some(
    ({ facts }) =>
      facts.event === 'oom_killed' || facts.mechanism === 'out_of_memory' || /cpu|memory/.test(String(facts.signal)),
  );
