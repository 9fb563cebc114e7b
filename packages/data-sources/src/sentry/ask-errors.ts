import type { ErrorIssue } from '@incidentfox/incident';
import type { QuestionRun } from '../answering/index.ts';
import type { Question } from '../data-source.ts';
import type { SentryClient } from './client.ts';
import { maxIssuePages } from './limits.ts';
import { pickEnvironments } from './pick-environments.ts';
import { pickProject } from './pick-project.ts';
import type { Project } from './responses.schema.ts';
import type { SentrySettings } from './settings.ts';
import { toErrorIssues } from './to-error-issues.ts';
import { toWebAddress } from './to-web-address.ts';

/** The most frequent errors of the window, and those first seen in it. */
export async function askErrors(
  { client, settings }: { client: SentryClient; settings: SentrySettings },
  question: Question,
  run: QuestionRun,
): Promise<ErrorIssue[]> {
  const project = await pickProject(client, question.service, run);
  const environments = await pickEnvironments({ client, settings }, project, question, run);
  if (environments === null) return [];
  const of = { project: project.id, environments };
  run.deepLink(issuesLink(toWebAddress(settings), project, question));
  const since = new Date(question.window.from).toISOString().slice(0, 19);
  const [active, fresh] = await Promise.all([
    run.part('the most frequent errors', () =>
      client.issues(of, question.window, 'is:unresolved', 'freq', firstPages(run)),
    ),
    run.part('the new errors', () =>
      client.issues(of, question.window, `firstSeen:>=${since}`, 'new', firstPages(run)),
    ),
  ]);
  return toErrorIssues([...(active ?? []), ...(fresh ?? [])], question.service.name, question.window);
}

function firstPages(run: QuestionRun): QuestionRun {
  return { ...run, caps: { ...run.caps, pages: Math.min(run.caps.pages, maxIssuePages) } };
}

function issuesLink(web: string, project: Project, { window }: Question): string {
  const range = {
    start: new Date(window.from).toISOString().slice(0, 19),
    end: new Date(window.to).toISOString().slice(0, 19),
    utc: 'true',
  };
  return `${web}/issues/?${new URLSearchParams({ project: project.id, ...range })}`;
}
