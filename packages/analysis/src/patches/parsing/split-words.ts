const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[a-z]/.test(char) ? lower : /[A-Z]/.test(char) ? upper : /\d/.test(char) ? digit : other;
});

/** `maxOpenConns`, `MAX_OPEN_CONNS` and `max-open-conns` as `max open conns`; letters beyond ASCII end words. */
export function spaced(name: string): string {
  let text = '';
  let from = 0;
  let before = other;
  for (let at = 0; at <= name.length; at += 1) {
    const kind = at < name.length ? (classes[name.charCodeAt(at)] ?? other) : other;
    const endsWord =
      kind === other ||
      (kind === upper && (before === lower || before === digit || classes[name.charCodeAt(at + 1)] === lower));
    if (endsWord) {
      if (at > from && before !== other) text += text === '' ? name.slice(from, at) : ` ${name.slice(from, at)}`;
      from = kind === other ? at + 1 : at;
    }
    before = kind;
  }
  return text.toLowerCase();
}
