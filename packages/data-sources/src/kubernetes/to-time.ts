/** Epoch ms of an RFC 3339 time; undefined for null, nothing, or what is no time. */
export function toTime(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
