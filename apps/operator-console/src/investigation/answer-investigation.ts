import { Failure } from '@incidentfox/failures';
import type { Request, RequestHandler } from 'express';
import { answerBoth } from '../pages/answer-both.ts';
import { html } from '../pages/html.ts';
import { layout } from '../pages/layout.ts';
import { investigationPage } from './investigation-page.ts';
import { type InvestigationDeps, readInvestigation, type WholeInvestigation } from './read-investigation.ts';

/** One investigation's page, at the revision asked for or the latest. */
export function answerInvestigation(
  deps: InvestigationDeps,
  logUnreadable: (investigationId: string, why: string) => void,
): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { id } = request.params;
    try {
      const whole = await readInvestigation(deps, id, revisionIn(request.query));
      if (whole) {
        answerBoth(request, response, {
          page: () => investigationPage(whole),
          json: () => jsonOf(whole),
        });
        return;
      }
      answerBoth(request, response, {
        status: 404,
        page: () => layout('Not found', html`<h1>No such investigation</h1><p>It may have expired.</p>`),
        json: () => ({ error: 'no such investigation' }),
      });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'contract') throw error;
      logUnreadable(id, error.message);
      const why = html`<p>A newer version wrote it, or it is broken. The log says which part.</p>`;
      answerBoth(request, response, {
        status: 500,
        page: () => layout('Cannot be read', html`<h1>This record cannot be read</h1>${why}`),
        json: () => ({ error: 'this record cannot be read' }),
      });
    }
  };
}

/** A private incident's details belong to its own channel, in JSON too. */
function jsonOf({ revision, ...rest }: WholeInvestigation): unknown {
  if (!revision.isPrivate) return { investigation: revision, ...rest };
  const { id, revision: run, team, incidentId, state, priority, isPrivate, queuedAt, startedAt, finishedAt } = revision;
  const reference = revision.incident?.reference ?? null;
  const shown = {
    id,
    revision: run,
    team,
    incidentId,
    reference,
    state,
    priority,
    isPrivate,
    queuedAt,
    startedAt,
    finishedAt,
  };
  return { investigation: shown, latestRevision: rest.latestRevision };
}

function revisionIn(query: Request['query']): number | null {
  const asked = Number(query.revision);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : null;
}
