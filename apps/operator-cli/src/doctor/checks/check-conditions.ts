import type { IncidentIoSettings } from '@incidentfox/config';
import { asFailure } from '@incidentfox/failures';
import type { IncidentIo } from '@incidentfox/incident-io/api';
import { type Finding, warning } from '../finding.ts';

const subject = 'incident.io';

interface Named {
  readonly what: string;
  readonly role: string;
  /** As the conditions have them. */
  readonly names: readonly string[];
  readonly read: () => Promise<{ id: string; name: string }[]>;
}

/**
 * Types and custom fields that a condition (`only_if`, `never_if`) names and incident.io does not have: a renamed one starts
 * nothing any more, or keeps nothing out, and nobody would be told.
 */
export async function checkConditions(
  api: Pick<IncidentIo, 'incidentTypes' | 'customFields'>,
  { policy }: Pick<IncidentIoSettings, 'policy'>,
): Promise<Finding[]> {
  const conditions = [...policy.onlyIf, ...policy.neverIf];
  const named: Named[] = [
    {
      what: 'incident type',
      role: 'incident types',
      names: conditions.flatMap(({ incidentType }) => incidentType ?? []),
      read: api.incidentTypes,
    },
    {
      what: 'custom field',
      role: 'custom fields',
      names: conditions.flatMap(({ customField }) => customField?.name ?? []),
      read: api.customFields,
    },
  ];
  return (await Promise.all(named.filter(({ names }) => names.length > 0).map(compare))).flat();
}

async function compare({ what, role, names, read }: Named): Promise<Finding[]> {
  try {
    const there = await read();
    const known = new Set(there.flatMap(({ id, name }) => [plain(id), plain(name)]));
    const missing = [...new Set(names)].filter((name) => !known.has(plain(name)));
    return missing.map((name) =>
      warning(
        subject,
        `a condition names the ${what} "${name}", which incident.io does not have: nothing can match it`,
        `Use one of: ${there.map(({ name }) => name).join(', ') || 'none are there'}.`,
      ),
    );
  } catch (error) {
    const { message } = asFailure(error, 'reading');
    const advice = `Give the API key the role to view ${role}.`;
    return [warning(subject, `the ${role} that conditions name cannot be compared: ${message}`, advice)];
  }
}

const plain = (name: string): string => name.trim().toLowerCase();
