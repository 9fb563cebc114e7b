import type { IncomingMessage } from 'node:http';
import type { BodiesInFlight } from './bodies-in-flight.ts';

export type RawBody =
  | { kind: 'read'; bytes: Buffer }
  | { kind: 'too_large'; reason: string }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'busy'; reason: string };

/**
 * The bytes of a request as they came, at most `maxBytes`. Says `too_large` as soon as that is known, by the announced
 * length or by counting, without reading the rest: the framework's parser would read it all first. `busy` when `inFlight`
 * needs the room. Never throws.
 */
export function readRawBody(request: IncomingMessage, maxBytes: number, inFlight: BodiesInFlight): Promise<RawBody> {
  const encoding = request.headers['content-encoding'];
  // The signature is over plain bytes, and unpacking would let a small body become a large one.
  if (encoding && encoding !== 'identity') return Promise.resolve(unreadable('compressed bodies are not accepted'));
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(tooLarge(maxBytes));
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const end = (body: RawBody): void => {
      place.done();
      if (body.kind !== 'read') request.removeAllListeners('data').pause();
      chunks = [];
      resolve(body);
    };
    const place = inFlight.open(() => end({ kind: 'busy', reason: 'too many unfinished requests; send again later' }));
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) return end(tooLarge(maxBytes));
      chunks.push(chunk);
      place.add(chunk.length);
    });
    request.once('end', () => end({ kind: 'read', bytes: Buffer.concat(chunks, length) }));
    request.once('error', () => end(unreadable('the request broke off')));
    request.once('close', () => end(unreadable('the request broke off')));
  });
}

const tooLarge = (maxBytes: number): RawBody => ({
  kind: 'too_large',
  reason: `the body is larger than ${maxBytes} bytes`,
});
const unreadable = (reason: string): RawBody => ({ kind: 'unreadable', reason });
