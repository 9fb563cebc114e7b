import type { Service } from '@incidentfox/incident';
import { configuredNameOf } from '../answering/names-of.ts';
import { SkipQuestion } from '../answering/question-run.ts';

/** How a service is tagged at Datadog, safe to stand in a query. */
export interface ServiceTags {
  readonly service: string;
  readonly environment: string | undefined;
}

const tagValue = /^[\p{L}\p{N}_\-./]{1,200}$/u;

/**
 * From `datadog: "checkout"`, `{ service, env }`, or the catalogue's name. Datadog turns tags to lower case and allows few
 * characters; a name with others cannot be a tag, and is not asked rather than spliced into a query.
 */
export function toServiceTags(service: Service, defaultEnvironment: string | undefined): ServiceTags {
  const configured = configuredNameOf(service, 'datadog');
  const named = typeof configured === 'string' ? configured : configured?.service;
  const environment = typeof configured === 'string' ? undefined : configured?.env;
  const tags = {
    service: (named ?? service.name).toLowerCase(),
    environment: environment?.toLowerCase() ?? defaultEnvironment,
  };
  if (!tagValue.test(tags.service) || (tags.environment !== undefined && !tagValue.test(tags.environment))) {
    throw new SkipQuestion(
      `${JSON.stringify(named ?? service.name)} cannot be a service tag at Datadog; set services[].datadog`,
    );
  }
  return tags;
}

/** `service:checkout env:prod`, for searches of logs and events. */
export function searchOf({ service, environment }: ServiceTags): string {
  return `service:${escaped(service)}${environment === undefined ? '' : ` env:${escaped(environment)}`}`;
}

/** Of the characters a tag can have, searches give a meaning to the slash. */
const escaped = (value: string) => value.replaceAll('/', '\\/');

/** `service:checkout,env:prod`, for metric queries. */
export function filterOf({ service, environment }: ServiceTags): string {
  return `service:${service}${environment === undefined ? '' : `,env:${environment}`}`;
}

type IsInMessage = (part: string) => boolean;

/** Lines with all parts of a statement; parts are words, without any sign that a search gives a meaning to. */
export const withStatement = (search: string, parts: readonly string[], isInMessage: IsInMessage): string =>
  `${search} ${allOf(parts, isInMessage)}`;

export const withoutStatements = (
  search: string,
  statements: readonly (readonly string[])[],
  isInMessage: IsInMessage,
): string => [search, ...statements.map((parts) => `-${allOf(parts, isInMessage)}`)].join(' ');

const allOf = (parts: readonly string[], isInMessage: IsInMessage): string =>
  `(${parts.map((part) => `${isInMessage(part) ? '' : '*:'}"${part}"`).join(' AND ')})`;
