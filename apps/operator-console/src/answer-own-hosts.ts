import { isIP } from 'node:net';
import type { RequestHandler } from 'express';

export interface OwnHosts {
  /** The console's public address, when it has one. */
  readonly consoleUrl: string | null;
  /** The address it listens on. */
  readonly host: string;
}

/**
 * Answers only requests for a name of ours: loopback, the address listened on, and that of CONSOLE_URL. A page elsewhere can
 * point a name of its own at this machine and would otherwise read us through a visitor's browser.
 */
export function answerOwnHosts({ consoleUrl, host }: OwnHosts): RequestHandler {
  const names = new Set(['localhost', host.toLowerCase()]);
  if (consoleUrl !== null) names.add(new URL(consoleUrl).hostname.toLowerCase());
  const isOurs = (name: string): boolean =>
    names.has(name) || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  return (request, response, next) => {
    if (isOurs(nameIn(request.headers.host ?? ''))) return next();
    response
      .status(421)
      .type('text')
      .send('This name is not one of the console: set CONSOLE_URL to the address it is opened by.\n');
  };
}

/** The name in a Host header: `[::1]:3003` is `::1`. */
function nameIn(host: string): string {
  return host
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}
