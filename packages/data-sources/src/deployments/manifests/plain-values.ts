/** Stands for a value that could be a secret; where it came anew, that it changed is what there is to tell. */
export const hidden = '[not shown]';
export const changed = '[changed, not shown]';

/** Keys of whose values only the plain ones are shown: people put secrets there. */
const guarded =
  /^(?:args|command|annotations|data|stringData|value)$|secret|token|passw|credential|private|api_?key|dsn/i;
/** An address with somebody's password in it. */
const holdsPassword = /:\/\/[^/\s]*:[^/\s]*@/;

/** The value as it may be shown under such a key. */
export function textOf(key: string, value: unknown): string {
  const text = String(value);
  const isGuarded = guarded.test(key) || holdsPassword.test(text);
  return !isGuarded || isPlain(key, text) ? text.slice(0, 300) : hidden;
}

/** Numbers, sizes, durations, switches. */
const number = /^(true|false|on|off|yes|no|\d{1,9}(\.\d{1,4})?\s?(ms|s|m|h|d|%|[kKMG]i?[bB]?)?)$/;
const level = /^(trace|debug|info|warn|warning|error|fatal)$/i;
const flag = /^--?[\w.-]{1,60}([= ](true|false|on|off|\d{1,9}(\.\d{1,4})?(ms|s|m|h|d|%|[kKMG]i?[bB]?)?))?$/;
const namesPlace =
  /(host|hosts|url|uri|endpoint|addr|address|upstream|server|broker|brokers|region|zone|topic|queue)$/i;
const namesSecret = /secret|token|passw|pwd|credential|private|key|auth|dsn|connection/i;
/** A host or an address without a user, a password or parameters. */
const place = /^([a-z][a-z0-9+]{1,9}:\/\/)?[a-z0-9][a-z0-9.-]{0,100}(:\d{1,5})?(\/[\w./-]{0,80})?$/i;

/** Whether a value is plainly no secret. */
export function isPlain(name: string, value: string): boolean {
  if (number.test(value) || level.test(value) || flag.test(value)) return true;
  return namesPlace.test(name) && !namesSecret.test(name) && place.test(value) && !/[0-9a-f]{24,}/i.test(value);
}
