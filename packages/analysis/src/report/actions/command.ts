/** Names that are safe in a command line without quoting; for any other name there is no command. */
const plainWord = /^[A-Za-z0-9][A-Za-z0-9._/@-]{0,120}$/;

/** A command for a person to run, with its names spliced in; null when a name is not a plain word, so that no text becomes a command. */
export function command(parts: TemplateStringsArray, ...names: readonly (string | null | undefined)[]): string | null {
  if (names.some((name) => name == null || !plainWord.test(name))) return null;
  return String.raw({ raw: parts }, ...names);
}
