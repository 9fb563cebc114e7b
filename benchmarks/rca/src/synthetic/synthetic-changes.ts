import type { Change } from '@incidentfox/incident';

const FILES = 3;
const MIN_LINES = 40;
const FURTHER_LINES = 41;
const LEAD_MS = 90_000;

const statements = [
  (n: number) => `-  const limit${n} = 20;\n+  const limit${n} = ${20 + (n % 7)};`,
  (n: number) => `+  const order${n} = await this.orders.find(request.params.id${n});`,
  (n: number) => `   return format(item${n}, options.locale);`,
  (n: number) =>
    `-  logger.info('stored order', { id: order${n}.id });\n+  logger.debug('stored order', { id: order${n}.id });`,
  (n: number) => `+  if (cart${n}.lines.length === 0) return empty;`,
  () => ' }',
];

/** Deploys of the services in turn, each some minutes before the alarm and with a diff of three files of 40 to 80 lines. */
export const syntheticChanges = (
  services: readonly string[],
  count: number,
  alarmAt: number,
  next: () => number,
): Change[] =>
  Array.from({ length: count }, (_, i): Change => {
    const service = services[i % services.length] ?? 'service-0';
    return {
      id: `change-${i}`,
      kind: 'deploy',
      service,
      startedAt: alarmAt - (i + 1) * LEAD_MS,
      status: 'succeeded',
      title: `Deploy ${service}`,
      version: `1.${i}.0`,
      scopeMatch: 'exact',
      patch: {
        commits: [],
        isTruncated: false,
        files: Array.from({ length: FILES }, (__, file) => ({
          path: `src/${service}/part-${file}.ts`,
          diff: diff(next),
        })),
      },
    };
  });

const diff = (next: () => number): string =>
  [
    '@@ -1,40 +1,48 @@ export class Orders {',
    ...Array.from(
      { length: MIN_LINES + Math.floor(next() * FURTHER_LINES) },
      () => statements[Math.floor(next() * statements.length)]?.(Math.floor(next() * 1_000)) ?? '',
    ),
  ].join('\n');
