import type { IncomingMessage } from 'node:http';

export type RawBody =
  | { kind: 'read'; bytes: Buffer }
  | { kind: 'too_large'; reason: string }
  | { kind: 'unreadable'; reason: string };

/**
 * The bytes of a request as they came, at most `maxBytes`. Says `too_large` as soon as that is known, by the announced
 * length or by counting, without reading the rest: the framework's parser would read it all first. Never throws.
 */
export function readRawBody(request: IncomingMessage, maxBytes: number): Promise<RawBody> {
  const encoding = request.headers['content-encoding'];
  // The signature is over plain bytes, and unpacking would let a small body become a large one.
  if (encoding && encoding !== 'identity') return Promise.resolve(unreadable('compressed bodies are not accepted'));
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(tooLarge(maxBytes));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        request.removeAllListeners('data').pause();
        return resolve(tooLarge(maxBytes));
      }
      chunks.push(chunk);
    });
    request.once('end', () => resolve({ kind: 'read', bytes: Buffer.concat(chunks, length) }));
    request.once('error', () => resolve(unreadable('the request broke off')));
    request.once('close', () => resolve(unreadable('the request broke off')));
  });
}

const tooLarge = (maxBytes: number): RawBody => ({
  kind: 'too_large',
  reason: `the body is larger than ${maxBytes} bytes`,
});
const unreadable = (reason: string): RawBody => ({ kind: 'unreadable', reason });
