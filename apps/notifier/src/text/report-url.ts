import type { Investigation } from '@incidentfox/incident';

/** The investigation's page in the console, or null when the console has no public address. */
export function reportUrl(consoleUrl: string | null, investigation: Pick<Investigation, 'id'>): string | null {
  return consoleUrl ? `${consoleUrl.replace(/\/+$/, '')}/investigations/${encodeURIComponent(investigation.id)}` : null;
}

/** The page of one run, as it was. */
export function revisionUrl(consoleUrl: string | null, investigation: Pick<Investigation, 'id' | 'revision'>) {
  const page = reportUrl(consoleUrl, investigation);
  return page && `${page}?revision=${investigation.revision}`;
}
