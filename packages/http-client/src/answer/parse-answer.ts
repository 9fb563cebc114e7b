import { Failure } from '@incidentfox/failures';
import type { Headers } from 'undici';
import type { HttpRequest } from '../http-client.ts';

/** A body as the value it should hold; anything else is a `contract` failure that names the place. */
export function parseAnswer<T>(name: string, body: string, headers: Headers, request: HttpRequest<T>): T {
  const value = request.accept === 'text' ? body : json(name, body, headers);
  const parsed = request.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'the top level' : issue.path.map(String).join('.');
  throw new Failure(
    'contract',
    `${name} answered ${request.method ?? 'GET'} ${request.path} in an unexpected shape at ${place}: ${issue?.message ?? 'not understood'}`,
  );
}

function json(name: string, body: string, headers: Headers): unknown {
  const text = body.trim();
  // DELETE and some POSTs answer 204; their schema accepts null.
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const type = headers.get('content-type') ?? 'no content type';
    if (text.startsWith('<')) {
      throw new Failure(
        'contract',
        `${name} answered with a web page instead of JSON (${type}): is the address right, or is a login page or proxy in between?`,
      );
    }
    throw new Failure(
      'contract',
      `${name} answered with something that is not JSON (${type}, ${body.length} characters)`,
      {
        cause,
      },
    );
  }
}
