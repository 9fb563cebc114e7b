import type { ErrorIssue, Window } from '@incidentfox/incident';
import type { Issue } from './responses.schema.ts';

/** New and regressed issues first, then by how often they were seen in the window. */
export function toErrorIssues(issues: readonly Issue[], service: string, window: Window): ErrorIssue[] {
  const unique = new Map(issues.map((issue) => [issue.id, issue]));
  const weight = (issue: ErrorIssue) => (issue.isNew ? 2 : issue.isRegression ? 1 : 0);
  return [...unique.values()]
    .map((issue) => toErrorIssue(issue, service, window))
    .sort((a, b) => weight(b) - weight(a) || b.count - a.count);
}

function toErrorIssue(issue: Issue, service: string, window: Window): ErrorIssue {
  // With a time range asked, some versions give the first time within it; the lifetime's is the true one.
  const firstSeen = Date.parse(issue.lifetime?.firstSeen ?? issue.firstSeen);
  const users = issue.userCount ?? undefined;
  return {
    id: issue.shortId ?? issue.id,
    service,
    title: issue.title.slice(0, 300),
    ...(issue.culprit ? { culprit: issue.culprit.slice(0, 200) } : {}),
    firstSeen,
    lastSeen: Date.parse(issue.lastSeen),
    count: issue.count,
    ...(users === undefined ? {} : { users }),
    isNew: firstSeen >= window.from && firstSeen < window.to,
    isRegression: issue.substatus === 'regressed',
    ...(issue.firstRelease?.version ? { release: issue.firstRelease.version } : {}),
    ...(issue.permalink ? { url: issue.permalink } : {}),
  };
}
