import type { FailureKind } from '@incidentfox/failures';
import type { Fault } from './faulty-front.ts';

export interface ExpectedFault {
  readonly name: string;
  readonly fault: Fault;
  /** Any of these says truly what is wrong. */
  readonly kinds: readonly FailureKind[];
  /** The source's own patience, where the usual one does not fit the fault. */
  readonly timeoutSeconds?: number;
}

const json = { 'content-type': 'application/json' };

const status =
  (code: number, headers: Record<string, string> = {}): Fault =>
  (response) => {
    response.writeHead(code, { ...json, ...headers });
    response.end('{"message":"no"}');
  };

const body =
  (text: string, headers: Record<string, string> = json): Fault =>
  (response) => {
    response.writeHead(200, headers);
    response.end(text);
  };

/** One byte now and then, for ever: each of them keeps a naive timeout from firing. */
const slowBody: Fault = (response) => {
  response.writeHead(200, json);
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
};

const hugeBody: Fault = (response) => {
  response.writeHead(200, json);
  const block = `"${'x'.repeat(1_000_000)}",`;
  const more = (left: number): void => {
    if (left === 0 || response.destroyed) return void response.end('"end"]}');
    response.write(block, () => more(left - 1));
  };
  response.write('{"data":[');
  more(40);
};

/** What every source must survive, and how it must be told. */
export const faults: readonly ExpectedFault[] = [
  { name: '401', fault: status(401), kinds: ['auth'] },
  { name: '403', fault: status(403), kinds: ['forbidden', 'auth'] },
  { name: '404', fault: status(404), kinds: ['not_found'] },
  { name: '429 with Retry-After', fault: status(429, { 'retry-after': '120' }), kinds: ['rate_limited'] },
  { name: '429 for a year', fault: status(429, { 'retry-after': '31536000' }), kinds: ['rate_limited'] },
  { name: '500', fault: status(500), kinds: ['unavailable'] },
  { name: '503', fault: status(503), kinds: ['unavailable'] },
  { name: 'hanging', fault: () => {}, kinds: ['timeout'], timeoutSeconds: 0.4 },
  { name: 'slow body', fault: slowBody, kinds: ['timeout'], timeoutSeconds: 0.4 },
  { name: 'huge body', fault: hugeBody, kinds: ['contract'], timeoutSeconds: 10 },
  {
    name: 'HTML instead of JSON',
    fault: body('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
    kinds: ['contract'],
  },
  { name: 'malformed JSON', fault: body('{"data": [1, 2'), kinds: ['contract'] },
  { name: 'another shape', fault: body('{"surprise":"<b>\\u0000"}'), kinds: ['contract'] },
  { name: 'connection cut', fault: (response) => void response.destroy(), kinds: ['network', 'unavailable'] },
];

/** Answers every request by pointing at `target`. */
export const redirectTo = (target: string): Fault => status(302, { location: target });
