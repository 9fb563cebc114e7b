/**
 * What went wrong, in one word. The kind decides whether trying again can help and what a person can do about it.
 * `contract` means the other side answered in a shape we do not understand; `config` means a setting is wrong.
 */
export const failureKinds = [
  'auth',
  'forbidden',
  'not_found',
  'bad_query',
  'conflict',
  'rate_limited',
  'timeout',
  'network',
  'unavailable',
  'contract',
  'config',
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** The kinds a later attempt may cure. Everything else needs a person. */
export const kindsToRetry: ReadonlySet<FailureKind> = new Set([
  'conflict',
  'rate_limited',
  'timeout',
  'network',
  'unavailable',
]);

/**
 * The one error our code throws on purpose. `message` is a sentence a user can act on and never holds a secret.
 * `retry` is read by the queue: `later` is tried again, `never` fails the job at once.
 */
export class Failure extends Error {
  readonly kind: FailureKind;
  /** HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: { status?: number | undefined; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }

  get retry(): 'later' | 'never' {
    return kindsToRetry.has(this.kind) ? 'later' : 'never';
  }
}
