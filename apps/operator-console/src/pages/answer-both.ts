import type { Request, Response } from 'express';

/** The same answer as a page, or as JSON for who accepts nothing else. What stands in either may be seen by whoever may look. */
export function answerBoth(
  request: Pick<Request, 'accepts'>,
  response: Response,
  { status = 200, page, json }: { status?: number; page: () => string; json: () => unknown },
): void {
  // An answer that comes after the visitor was told that there is none.
  if (response.headersSent) return;
  response.status(status).set('vary', 'accept').set('cache-control', 'no-store');
  if (request.accepts(['html', 'json']) === 'json') response.json(json());
  else response.type('html').send(page());
}
