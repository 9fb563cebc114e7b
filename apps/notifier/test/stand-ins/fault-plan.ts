import type { ServerResponse } from 'node:http';

/** What a stand-in does to one call instead of simply answering it. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status?: number;
      readonly headers?: Record<string, string>;
      /** JSON, or a text as it stands. */
      readonly body: object | string;
    }
  /** The answer goes on and on, without an end. */
  | { readonly kind: 'endless' }
  /** The connection breaks before anything happened. */
  | { readonly kind: 'drop_before' }
  /** It happened, and the answer is lost. */
  | { readonly kind: 'drop_after' }
  | { readonly kind: 'error_after'; readonly status: number }
  /** It happened, and something else is answered. */
  | { readonly kind: 'answer_after'; readonly status?: number; readonly body: object | string };

export interface SeenCall {
  /** `chat.postMessage`, `POST /v2/incident_timeline_items`. */
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Counts from 0 over the life of the stand-in. */
  readonly index: number;
}

/** Watches every call at its three moments; may await anything, for example kill the caller. */
export interface CallWatch {
  before?(call: SeenCall): void | Promise<void>;
  afterEffect?(call: SeenCall): void | Promise<void>;
  afterAnswer?(call: SeenCall): void | Promise<void>;
  fault?(call: SeenCall): Fault | undefined;
}

/** Runs the effect between the watch's moments and answers as the fault says. */
export async function answerCall(
  call: SeenCall,
  watch: CallWatch,
  response: ServerResponse,
  effect: () => { status: number; body: object },
): Promise<void> {
  await watch.before?.(call);
  const fault = watch.fault?.(call);
  if (fault?.kind === 'drop_before') return void response.destroy();
  if (fault?.kind === 'answer') return send(response, fault.status ?? 200, fault.body, fault.headers);
  if (fault?.kind === 'endless') return sendWithoutEnd(response);
  const { status, body } = effect();
  await watch.afterEffect?.(call);
  if (fault?.kind === 'drop_after') return void response.destroy();
  if (fault?.kind === 'error_after') return send(response, fault.status, { error: 'the answer was lost' });
  if (fault?.kind === 'answer_after') return send(response, fault.status ?? 200, fault.body);
  send(response, status, body);
  await watch.afterAnswer?.(call);
}

function send(
  response: ServerResponse,
  status: number,
  body: object | string,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** As fast as it is read, until the reader leaves. */
function sendWithoutEnd(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.on('drain', more);
  response.on('error', () => {});
  more();
}
