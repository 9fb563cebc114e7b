import type { Incident } from '@incidentfox/incident';
import type { Condition } from './policy-settings.ts';

/** True when every given part of the condition holds for the incident. Names compare without regard to case. */
export function matchesCondition(
  incident: Incident,
  condition: Condition,
  affectedServices: readonly string[],
): boolean {
  const { incidentType, customField, service, name, team } = condition;
  if (incidentType !== undefined && !isSame(incident.type?.name, incidentType) && incident.type?.id !== incidentType)
    return false;
  if (customField !== undefined && !hasValue(incident, customField)) return false;
  if (service !== undefined && !concernsService(incident, service, affectedServices)) return false;
  if (name !== undefined && !matchesGlob(incident.name, name)) return false;
  if (team !== undefined && !incident.teamIds.includes(team)) return false;
  return true;
}

function hasValue(incident: Incident, wanted: { name: string; value: string }): boolean {
  return incident.customFields
    .filter((field) => isSame(field.name, wanted.name) || field.id === wanted.name)
    .some((field) => field.values.some((value) => namesOf(value).some((one) => isSame(one, wanted.value))));
}

/** A service the caller found affected, one that stands in a custom field, or one that is named in the title or summary. */
function concernsService(incident: Incident, service: string, affectedServices: readonly string[]): boolean {
  const named = incident.customFields.flatMap((field) => field.values.flatMap(namesOf));
  if ([...affectedServices, ...named].some((one) => isSame(one, service))) return true;
  return wordsContain(`${incident.name}\n${incident.summary ?? ''}`, service);
}

function namesOf(value: Incident['customFields'][number]['values'][number]): string[] {
  return [value.label, ...(value.externalId ? [value.externalId] : []), ...(value.aliases ?? [])];
}

function isSame(a: string | undefined, b: string): boolean {
  return a !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** `checkout` stands in "checkout is down" and not in "checkout-v2 is down". */
function wordsContain(text: string, phrase: string): boolean {
  const [haystack, needle] = [text.toLowerCase(), phrase.trim().toLowerCase()];
  if (needle === '') return false;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    if (!isWordPart(haystack[at - 1]) && !isWordPart(haystack[at + needle.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_-]/u.test(character);
}

/** `*` is any text, everything else is itself. Linear in the text: no pattern can make it slow. */
function matchesGlob(text: string, glob: string): boolean {
  const parts = glob.toLowerCase().split('*');
  const rest = text.toLowerCase();
  const [first = '', last = ''] = [parts[0], parts[parts.length - 1]];
  if (parts.length === 1) return rest === first;
  if (!rest.startsWith(first) || !rest.endsWith(last) || rest.length < first.length + last.length) return false;
  const end = rest.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = rest.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
