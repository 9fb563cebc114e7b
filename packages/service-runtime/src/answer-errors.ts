import type { ServerResponse } from 'node:http';
import type { Logger } from './logger.ts';

/**
 * The last handler of an Express app: what went wrong is for the log, a visitor only learns that it did. Express' own would
 * show the stack, with our paths, wherever NODE_ENV is not `production`.
 */
export function answerErrors(
  logger: Logger,
): (error: unknown, request: unknown, response: ServerResponse, next: unknown) => void {
  // Express tells an error handler by its four parameters.
  return (error, _request, response, _next) => {
    const given = error instanceof Error ? Reflect.get(error, 'status') : undefined;
    const status = typeof given === 'number' && given >= 400 && given < 500 ? given : 500;
    if (status === 500) logger.error({ error }, 'unhandled error while answering a request');
    if (response.headersSent) return void response.destroy();
    const sentence = status === 500 ? 'Something went wrong here; the log says what.' : 'This request cannot be read.';
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${sentence}\n`);
  };
}
