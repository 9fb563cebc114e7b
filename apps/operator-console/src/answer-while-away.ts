import { Failure } from '@incidentfox/failures';
import type { Logger } from '@incidentfox/service-runtime';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { answerBoth } from './pages/answer-both.ts';
import { html } from './pages/html.ts';
import { layout } from './pages/layout.ts';

const sentence = 'Redis does not answer, so the console has nothing to show.';

/** Tells a visitor within `ms` that nothing can be shown: a Redis that hangs keeps its connections and says nothing. */
export function answerInTime(ms: number, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      logger.warn({ path: request.path }, 'redis did not answer in time: a page could not be shown');
      answerAway(request, response);
    }, ms);
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

/** The same for what fails at once; other errors are for the next handler, unless the visitor has been answered already. */
export function answerUnavailable(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return;
    if (!(error instanceof Failure) || error.kind !== 'unavailable' || isAnswer(error.cause)) return next(error);
    logger.warn({ path: request.path, error }, 'redis cannot be reached: a page could not be shown');
    answerAway(request, response);
  };
}

/** Redis did answer: that a key is not what it should be will not pass by waiting. */
function isAnswer(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'ReplyError' && /^(WRONGTYPE|ERR)\b/.test(cause.message);
}

function answerAway(request: Request, response: Response): void {
  answerBoth(request, response.set('retry-after', '5'), {
    status: 503,
    page: () =>
      layout(
        'Redis does not answer',
        html`<h1>Redis does not answer</h1><p>${sentence} Investigations wait in the meantime; load this page again in a moment.</p>`,
      ),
    json: () => ({ error: sentence }),
  });
}
