import { closest } from '@incidentfox/config';
import { type DataSource, titleOf, vendorNameOf } from '@incidentfox/data-sources';
import type { Service, VendorName } from '@incidentfox/incident';
import type { Examination, ExaminedTeam } from '../examination.ts';
import { type Finding, ok, warning } from '../finding.ts';
import { usableSources } from './check-data-sources.ts';

const subject = 'services';

/** Whether each data source knows the services of the catalogue by the names it would be asked with. */
export async function checkServices(team: ExaminedTeam, examination: Examination): Promise<Finding[]> {
  const { services } = team.settings;
  if (services.length === 0) return []; // told with the configuration
  const sources = usableSources(team, examination).filter((source) => source.discover !== undefined);
  const findings = await Promise.all(sources.map((source) => compare(source, services, examination.timeoutMs)));
  return findings.flat();
}

async function compare(source: DataSource, services: readonly Service[], timeoutMs: number): Promise<Finding[]> {
  const answer = await source.discover?.(AbortSignal.timeout(timeoutMs));
  // What cannot be asked is told by the source's own checks; a cut list cannot prove that a name is missing.
  if (answer?.state !== 'ok' || answer.truncated) return [];
  const known = new Set(answer.items.flatMap((item) => [item.name, ...partsOf(item.vendorName)].map(plain)));
  const unknown = services.filter((service) => !namesOf(service, source.kind).some((name) => known.has(plain(name))));
  const title = titleOf(source.kind);
  if (unknown.length === 0) return [ok(subject, `${title} (${source.id}) knows all ${services.length}`)];
  const names = answer.items.map((item) => item.name);
  return unknown.map((service) =>
    warning(
      subject,
      `${title} (${source.id}) knows no "${service.name}"${nearest(service.name, names)}`,
      `Give services[].${source.kind} the name it has there, or leave it if it has nothing there.`,
    ),
  );
}

/** A configured name counts alone; otherwise the catalogue's name and aliases are tried. */
function namesOf(service: Service, kind: string): string[] {
  const { name, from } = vendorNameOf(service, kind);
  return from === 'configuration' ? partsOf(name) : [service.name, ...service.aliases];
}

const partsOf = (name: VendorName): string[] => (typeof name === 'string' ? [name] : Object.values(name));
const plain = (name: string): string => name.toLowerCase();

function nearest(name: string, known: readonly string[]): string {
  const meant = closest(name, known);
  return meant === undefined ? '' : `; it has "${meant}"`;
}
