import { Failure } from '@incidentfox/failures';
import type { Investigation } from '@incidentfox/incident';
import type { InvestigationStore } from '@incidentfox/investigations';
import type { Request, RequestHandler } from 'express';
import { html } from './pages/html.ts';
import { investigationPage } from './pages/investigation-page.ts';
import { layout } from './pages/layout.ts';

/** One investigation's page, at the revision asked for or the latest. */
export function answerInvestigation(
  investigations: Pick<InvestigationStore, 'read'>,
  logUnreadable: (investigationId: string, why: string) => void,
): RequestHandler<{ id: string }> {
  return async ({ params: { id }, query }, response) => {
    try {
      const asked = revisionIn(query);
      const latest = await investigations.read(id);
      const found = asked === null ? latest : await investigations.read(id, asked);
      if (latest && found) return void response.send(investigationPage(found, isPrivateNow(latest)));
      response.status(404).send(layout('Not found', html`<h1>No such investigation</h1><p>It may have expired.</p>`));
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'contract') throw error;
      logUnreadable(id, error.message);
      const why = html`<p>A newer version wrote it, or it is broken. The log says which part.</p>`;
      response.status(500).send(layout('Cannot be read', html`<h1>This record cannot be read</h1>${why}`));
    }
  };
}

/** What incident.io said last stands in the latest revision, and it holds for the earlier ones too. */
const isPrivateNow = (latest: Investigation): boolean => latest.isPrivate;

function revisionIn(query: Request['query']): number | null {
  const asked = Number(query.revision);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : null;
}
