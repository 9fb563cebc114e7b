import type { RequestHandler } from 'express';
import { answerBoth } from '../pages/answer-both.ts';
import { overviewPage } from './overview-page.ts';
import { readOverview } from './read-overview.ts';
import type { OverviewDeps } from './shown-overview.ts';

export function answerOverview(deps: OverviewDeps): RequestHandler {
  return async (request, response) => {
    const overview = await readOverview(deps);
    answerBoth(request, response, { page: () => overviewPage(overview, deps.now()), json: () => overview });
  };
}
