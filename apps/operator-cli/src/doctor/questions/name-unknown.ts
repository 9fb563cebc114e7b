import { closest } from '@incidentfox/config';
import { type DataSource, titleOf, type VendorNaming, vendorNameOf } from '@incidentfox/data-sources';
import type { Service, VendorName } from '@incidentfox/incident';
import { type Finding, failure, warning } from '../finding.ts';
import type { AskedService } from './ask-source.ts';

const subject = 'services';
const maxNamed = 10;

/**
 * A line for each service a source does not know, or for all with one reason, with the nearest name it has that is no other service's. A name that somebody configured
 * and that is not there is wrong; one that was only assumed may simply have nothing there.
 */
export async function nameUnknown(
  source: DataSource,
  unknown: readonly AskedService[],
  catalogue: readonly Service[],
  timeoutMs: number,
): Promise<Finding[]> {
  if (unknown.length === 0) return [];
  const answer = await source.discover?.(AbortSignal.timeout(timeoutMs));
  const taken = new Set(
    catalogue
      .filter((one) => !unknown.some(({ service }) => service === one))
      .flatMap((one) => namesOf(one, source.kind)),
  );
  const free = (answer?.items ?? []).filter(({ name }) => !taken.has(plain(name)));
  const title = `${titleOf(source.kind)} (${source.id})`;
  const advice = `Give services[].${source.kind} the name it has there, or leave it if it has nothing there.`;
  const lines = unknown.map((one) => lineOf(one, source.kind, free));
  const findings = [...together(lines).values()].map(([first, ...others]): Finding => {
    const names = [first, ...others].map(({ name }) => `"${name}"`);
    const shown = `${names.slice(0, maxNamed).join(', ')}${names.length > maxNamed ? ` and ${names.length - maxNamed} more` : ''}`;
    return first.isSet
      ? failure(subject, `${title} has no ${first.setTo}, which ${first.name} is set to${first.has}`, advice)
      : warning(subject, `${title} knows no ${shown}${first.has}`, advice);
  });
  return findings;
}

interface UnknownLine {
  readonly name: string;
  /** Somebody configured the name that is not there. */
  readonly isSet: boolean;
  readonly setTo: string;
  /** Why, or what is there instead. */
  readonly has: string;
}

function lineOf(
  { service, isDiscovered, answers }: AskedService,
  kind: string,
  free: readonly { name: string; vendorName: VendorName }[],
): UnknownLine {
  const naming = vendorNameOf(service, kind);
  const meant = nearest(service, naming, free);
  const why = answers.flatMap(({ answer }) => answer.failure ?? [])[0];
  const reason = meant === undefined || why?.kind === 'not_found' ? `: ${why?.message}` : '';
  return {
    name: service.name,
    isSet: naming.from === 'configuration' && !isDiscovered,
    setTo: written(naming.name),
    has: `${reason}${meant === undefined ? '' : `; it has "${meant}"`}`,
  };
}

/** Those that are unknown for one reason are one line; the reason is the first one's. */
function together(lines: readonly UnknownLine[]): Map<string, [UnknownLine, ...UnknownLine[]]> {
  const groups = new Map<string, [UnknownLine, ...UnknownLine[]]>();
  for (const line of lines) {
    const key = line.isSet ? `set ${line.name}` : line.has.replaceAll(line.name, '...');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return groups;
}

/** The nearest of what is there, as it would have to be configured. */
function nearest(
  service: Service,
  { name: asked, from }: VendorNaming,
  free: readonly { name: string; vendorName: VendorName }[],
): string | undefined {
  const wanted = [...partsOf(asked), service.name, ...service.aliases];
  const names = free.map(({ name }) => name);
  // It is there under its own name: then that is not what is wrong.
  const isThere = from === 'convention' && names.some((name) => wanted.map(plain).includes(plain(name)));
  if (isThere) return undefined;
  const meant = wanted.map((name) => closest(name, names)).find((name) => name !== undefined);
  const { vendorName } = free.find(({ name }) => name === meant) ?? {};
  return typeof vendorName === 'string' ? vendorName : meant;
}

function namesOf(service: Service, kind: string): string[] {
  return [service.name, ...service.aliases, ...partsOf(vendorNameOf(service, kind).name)].map(plain);
}

const partsOf = (name: VendorName): string[] =>
  typeof name === 'string' ? [name, name.slice(name.lastIndexOf('/') + 1)] : Object.values(name).reverse();
const written = (name: VendorName): string =>
  typeof name === 'string'
    ? `"${name}"`
    : Object.entries(name)
        .map(([part, value]) => `${part} "${value}"`)
        .join(', ');
const plain = (name: string): string => name.toLowerCase();
