import type { TeamSettings } from '@incidentfox/config';

/** Where the pages of a vendor live, for sources whose address is another one or has a default. */
const hostsOfVendors: Readonly<Record<string, readonly string[]>> = {
  incident_io: ['app.incident.io'],
  github: ['github.com'],
  gitlab: ['gitlab.com'],
  datadog: ['*.datadoghq.com', '*.datadoghq.eu', '*.ddog-gov.com'],
  pagerduty: ['*.pagerduty.com'],
  sentry: ['sentry.io', '*.sentry.io'],
  aws: ['*.console.aws.amazon.com', 'console.aws.amazon.com'],
};

const maxDepth = 5;

/**
 * The hosts a link in a message may lead to without being named: what the configuration names anywhere, and the vendors of the
 * configured sources. `*.` stands for any host below. An alert's sender may write any address into it.
 */
export function trustedHostsOf(settings: Pick<TeamSettings, 'tools'>, consoleUrl: string | null): string[] {
  const named = settings.tools.flatMap((tool) => addressesIn(tool.settings, 0));
  const vendors = ['incident_io', ...settings.tools.map(({ kind }) => kind)].flatMap(
    (kind) => hostsOfVendors[kind] ?? [],
  );
  return [...new Set([...named, ...(consoleUrl ? addressesIn(consoleUrl, 0) : []), ...vendors])];
}

export function isTrustedHost(host: string, trusted: readonly string[]): boolean {
  return trusted.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));
}

function addressesIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return hostOf(value);
  if (typeof value !== 'object' || value === null || depth > maxDepth) return [];
  return Object.values(value).flatMap((inner) => addressesIn(inner, depth + 1));
}

function hostOf(text: string): string[] {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
  return [new URL(text).host];
}
