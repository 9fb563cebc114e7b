import { Failure } from '@incidentfox/failures';
import type { Response } from 'undici';
import type { Meter } from '../http-client.ts';

/** The body was larger than the cap; reading stopped there. Kept apart so that a source may ask for less. */
export class AnswerTooLarge extends Failure {
  readonly maxBytes: number;

  constructor(name: string, maxBytes: number) {
    super('contract', `${name} answered with more than ${megabytes(maxBytes)} and reading stopped there`);
    this.maxBytes = maxBytes;
  }
}

/** Reads a body up to `maxBytes`, then lets go of the connection. With `cut`, a longer body is cut instead of refused. */
export async function readBody(
  name: string,
  response: Response,
  { maxBytes, meter, cut = false }: { maxBytes: number; meter: Meter; cut?: boolean },
): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    meter.bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > maxBytes && cut) break;
    if (bytes > maxBytes) throw new AnswerTooLarge(name, maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.ceil(bytes / 1000)} kB`;
}
