/**
 * RE2: lines that look like errors, for servers that know no levels. The same as `lineLevelOf` says, as far as an expression without
 * looking ahead can: a level that is stated, a server error in an access line, or a word of trouble that has a value. Short, for it is a
 * part of addresses.
 */
export const looksLikeError = [
  String.raw`(?i)(level|lvl|severity\w*|@l)"?\s*[=:]\s*"?(err|eror|fatal|crit|panic|alert|emerg|severe)`,
  String.raw`"level"\s*:\s*[56]0\b`,
  String.raw`severity_?number"?\s*[=:]\s*"?(1[7-9]|2[0-4])\b`,
  String.raw`"\w*status\w*"\s*:\s*"?5\d\d\b`,
  String.raw`\[(err|crit|alert|emerg)\]`,
  String.raw`^[EF][01]\d\d\d \d\d:`,
  // A word of trouble that begins no parameter and no path, with whatever stands around it in one word ...
  String.raw`(^|[^?&/\w.-])[\w.-]*(error|exception|fatal|panic|critical|traceback)[\w.-]*` +
    // ... at the end, before more text, or before a value that is not empty.
    String.raw`($|[^\w.\-:="]|"($|[^:=\s]|\s+[^:=\s])|"?\s*[:=]\s*("[^"]|\[[^\]]|\{[^}]|[1-9]|0x|n[^uio]|nu[^l]|null [a-z]|ni[^l]|no[^n]|f[^a]|fa[^l]|[^\s"\[{0-9nf,;&)}\]]))`,
].join('|');

/** RE2: lines that say themselves that they are none, whatever words they hold. */
export const saysItIsFine = [
  String.raw`(?i)(level|lvl|severity\w*|@l)"?\s*[=:]\s*"?(info|notice|debug|trace|verb)`,
  String.raw`"level"\s*:\s*[123]0\b`,
  String.raw`severity_?number"?\s*[=:]\s*"?([1-9]|1[0-2])\b`,
  String.raw`^[ID][01]\d\d\d \d\d:`,
  String.raw`\[(info|notice|debug)\]`,
  String.raw`\b(0|no|without) (error|exception|failure)`,
].join('|');
