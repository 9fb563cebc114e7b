import type { Location } from '@incidentfox/incident';
import type { z } from 'zod';
import { suggest } from '../faults/did-you-mean.ts';
import { explainIssue, type LocatedProblem } from '../faults/explain-issue.ts';
import { isObject, valueAt } from '../reading/merge-layers.ts';
import type { JsonObject } from '../reading/read-layers.ts';
import { IncidentIoSection } from '../schema/incident-io.schema.ts';
import { placeKeys } from '../schema/place.schema.ts';
import { type ServiceEntry, serviceEntry } from '../schema/service.schema.ts';
import { SlackSection } from '../schema/slack.schema.ts';
import { toPlace } from './to-place.ts';

export interface Sections {
  /** Undefined when it is missing or wrong. */
  incidentIo: IncidentIoSection | undefined;
  slack: SlackSection | undefined;
  services: ServiceEntry[];
  place: Location | undefined;
  faults: LocatedProblem[];
}

type KeysAt = (path: readonly PropertyKey[]) => string[];

/** Reads `integrations` and `services`, each part by itself, so that a fault in one does not hide those in another. */
export function parseSections(content: JsonObject, kinds: readonly string[], keysAt: KeysAt): Sections {
  const faults: LocatedProblem[] = [];
  const read = <T>(path: PropertyKey[], schema: z.ZodType<T>): T | undefined => {
    const value = valueAt(content, path);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const complaints = result.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
    faults.push(...complaints.flatMap((issue) => explainIssue(issue, (at) => valueAt(content, at), keysAt)));
    return undefined;
  };

  const { integrations = {}, services = [] } = content;
  if (isObject(integrations)) {
    const unknown = Object.keys(integrations).filter((key) => !['incident_io', 'slack'].includes(key));
    faults.push(...unknown.map((key) => unknownIntegration(key)));
  } else faults.push({ path: ['integrations'], message: 'must be an object', hint: '' });
  if (!Array.isArray(services))
    faults.push({ path: ['services'], message: 'must be a list', hint: 'Write it between [ and ]' });

  const place = Object.entries(placeKeys).map(([key, schema]) => [key, read([key], schema)] as const);
  const entry = serviceEntry(kinds) as unknown as z.ZodType<ServiceEntry>;
  return {
    incidentIo: read(['integrations', 'incident_io'], IncidentIoSection),
    slack: read(['integrations', 'slack'], SlackSection),
    services: Array.isArray(services) ? services.flatMap((_, index) => read(['services', index], entry) ?? []) : [],
    place: toPlace(Object.fromEntries(place)),
    faults,
  };
}

function unknownIntegration(key: string): LocatedProblem {
  return { path: ['integrations', key], message: 'unknown key', hint: suggest(key, ['incident_io', 'slack']) };
}
