import type { ChangeHistory } from '@incidentfox/incident';
import { type FoundChanges, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { ChangesQuestion } from '../data-source.ts';
import { changeRate, withinWindow } from '../deployments/change-rate.ts';
import { alarmOf } from '../deployments/nearest-first.ts';
import { listed } from '../environment/choose-places.ts';
import { webAddress } from '../vendor-http/addresses.ts';
import type { ArgoCdClient } from './client.ts';
import { syncsKept } from './limits.ts';
import { withPatches } from './patches/with-patches.ts';
import { chooseApplications, pickApplications } from './pick-applications.ts';
import type { ArgoCdSettings } from './settings.ts';
import { stepsOf, toChanges } from './to-changes.ts';

/** The syncs of the applications that run the service, newest first. */
export async function askChanges(
  { client, settings }: { client: ArgoCdClient; settings: ArgoCdSettings },
  question: ChangesQuestion,
  run: QuestionRun,
): Promise<FoundChanges> {
  const service = question.service.name;
  const found = pickApplications(await client.applications(run), question.service);
  if (found.length === 0) {
    throw new SkipQuestion(`no application is called like ${service}; set services[].argo_cd`);
  }
  const { chosen: applications, leftOut, open } = chooseApplications(found, question.service, question.place);
  if (open !== null) {
    run.leaveOpen(`${service} was ${open}`);
    return { changes: [], history: null };
  }
  if (leftOut.length > 0)
    run.warn(`looked only at ${listed(applications.map(({ metadata }) => metadata.name))}, not at ${listed(leftOut)}`);
  const all = applications.flatMap((application) => {
    const scopeMatch = application.metadata.name === service ? ('exact' as const) : ('alias' as const);
    return toChanges(application, { service, web: webAddress(settings.url), scopeMatch });
  });
  if (all.length === 0)
    throw new SkipQuestion(
      `Argo CD keeps no sync of ${listed(applications.map(({ metadata }) => metadata.name))}, so when ${service} was deployed is not known there`,
    );
  run.deepLink(all[0]?.url);
  const recent = withinWindow(all, question).sort((a, b) => b.startedAt - a.startedAt);
  return {
    changes: await withPatches(recent, applications.flatMap(stepsOf), { client, run, alarmAt: alarmOf(question) }),
    history: rateOf(all, question),
  };
}

/** Argo CD forgets all but the newest syncs: the range of the rate begins no earlier than what it still knows. */
function rateOf(all: Parameters<typeof changeRate>[0], question: ChangesQuestion): ChangeHistory | null {
  if (all.length === 0) return null;
  const oldest = Math.min(...all.map(({ startedAt }) => startedAt));
  const { history } = question;
  const from = all.length >= syncsKept - 1 ? Math.max(history.from, oldest) : history.from;
  return changeRate(all, { ...question, history: { ...history, from } });
}
