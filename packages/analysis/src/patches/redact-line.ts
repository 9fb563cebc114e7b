const hidden = '[hidden]';

/** Shapes of secrets that vendors hand out, and values beside names of secrets. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g, hidden],
  [/\b(?:xox[abeoprs]|xapp)-[\w-]{8,}/g, hidden],
  [/\bwhsec_[A-Za-z0-9+/=]{8,}/g, hidden],
  [/\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}/g, hidden],
  [/\bsk-[A-Za-z0-9_-]{16,}/g, hidden],
  [/\b(?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|glsa|hvs|hvb|npm|dop_v1|SG)[_.-][A-Za-z0-9_.-]{16,}/g, hidden],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, hidden],
  [/\bAIza[\w-]{30,}/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, hidden],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  [/(\/\/[^\s/:@"']*:)[^\s/"'][^\s"']*(?=@)/g, `$1${hidden}`],
  [
    /((?:secret|token|passw(?:or)?d|passwd|pwd|credentials?|signature|private_?key|api_?key|app_?key|access_?key|account_?key|auth_?key|secret_?key|client_?secret|encryption_?key|signing_?key)["'\]]*\s*(?::=|=>|[:=,])\s*)(["'`]?)(?!\$\{|\$\(|process\.env|os\.|env\b|System\.|var\.|null\b|None\b|nil\b|true\b|false\b|\d{1,6}(?![\w])|["'`])([^\s"'`,;&)}]{4,}|(?<=["'`])[^"'`]{4,})/gi,
    `$1$2${hidden}`,
  ],
  // Long runs of mixed characters are keys, whatever they are called.
  [
    /(?<![\w/+=-])(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{32,}={0,2}(?![\w/+=-])/g,
    hidden,
  ],
  [/\b[0-9a-f]{40,}\b/gi, hidden],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const maxLength = 160;
/** No shape of a secret is as short and without a sign before its value. */
const tooShort = /^[\w.%-]{1,11}$/;

/** A diff line or name that may be shown: one line, no control or direction characters, secrets hidden, at most 160 characters. */
export function redactLine(text: string): string {
  if (tooShort.test(text)) return text;
  const clean = text.slice(0, 600).replace(/\t/g, ' ').replace(unseen, '').replace(/ {2,}/g, ' ').trim();
  const safe = shapes.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), clean);
  return safe.length > maxLength ? `${safe.slice(0, maxLength - 1)}…` : safe;
}
