import { asFailure } from '@incidentfox/failures';
import { describeReference, type PlacedSecret, Secret, type SecretResolver, secretsIn } from '@incidentfox/secrets';
import type { LocatedProblem } from '../faults/explain-issue.ts';
import { valueAt } from '../reading/merge-layers.ts';
import type { JsonObject } from '../reading/read-layers.ts';
import type { TeamSettings } from '../settings.ts';

/** The secrets of everything that is turned on, with their paths in the file. */
export function secretsOf(
  { incidentIo, slack }: TeamSettings,
  tools: readonly { path: PropertyKey[]; settings: unknown }[],
): PlacedSecret[] {
  const at = (section: string, key: string) => ['integrations', section, key];
  const [first, ...more] = incidentIo.webhookSecrets;
  const webhook = more.length === 0 ? first : incidentIo.webhookSecrets;
  return [
    ...(incidentIo.enabled ? secretsIn(webhook, at('incident_io', 'webhook_secret')) : []),
    ...(incidentIo.enabled ? secretsIn(incidentIo.apiKey, at('incident_io', 'api_key')) : []),
    ...(slack.enabled ? secretsIn(slack.botToken, at('slack', 'bot_token')) : []),
    ...(slack.enabled ? secretsIn(slack.signingSecret, at('slack', 'signing_secret')) : []),
    ...(slack.enabled ? secretsIn(slack.appToken, at('slack', 'app_token')) : []),
    ...tools.flatMap((tool) => secretsIn(tool.settings, tool.path)),
  ];
}

/** References in parts that are wrong otherwise: one start shows those that cannot be read, too. */
export function secretsInWhatFailed(
  content: JsonObject,
  read: { incidentIo: unknown; slack: unknown },
  tools: readonly { path: PropertyKey[] }[],
): PlacedSecret[] {
  const failed = referencesIn(content).filter(({ path: [section, part, index] }) => {
    if (section === 'integrations' && part === 'incident_io') return read.incidentIo === undefined;
    if (section === 'integrations' && part === 'slack') return read.slack === undefined;
    return section === 'tools' && !tools.some(({ path }) => path[1] === part && (path.length < 3 || path[2] === index));
  });
  return failed.filter(({ path }) => isOn(content, path));
}

function referencesIn(value: unknown, path: PropertyKey[] = []): PlacedSecret[] {
  if (typeof value === 'string') {
    return describeReference(value) === value ? [{ path, secret: new Secret(value) }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([key, item]) => referencesIn(item, [...path, list ? Number(key) : key]));
}

function isOn(content: JsonObject, path: readonly PropertyKey[]): boolean {
  return [2, 3].every((length) => valueAt(content, [...path.slice(0, length), 'enabled']) !== false);
}

/** Gives every secret its value, and the way to read it again. A fault names the reference that failed and why, never a value. */
export async function resolveSecrets(
  placed: readonly PlacedSecret[],
  resolver: Pick<SecretResolver, 'resolve' | 'refresh'>,
): Promise<LocatedProblem[]> {
  const results = await Promise.all(
    placed.map(async ({ path, secret }): Promise<LocatedProblem[]> => {
      const { reference } = secret;
      try {
        secret.settle(await resolver.resolve(reference), () => resolver.refresh(reference));
        return [];
      } catch (error) {
        const { message } = asFailure(error, 'reading it');
        return [{ path, message: `the secret ${describeReference(reference)} cannot be read: ${message}`, hint: '' }];
      }
    }),
  );
  return results.flat();
}

/** Plain-text secrets work, for a first try on one's own machine. */
export function plainTextWarnings(secrets: readonly PlacedSecret[]): LocatedProblem[] {
  return secrets
    .filter(({ secret }) => describeReference(secret.reference) !== secret.reference)
    .map(({ path }) => ({
      path,
      message: 'a secret is given in plain text',
      hint: 'Use env:NAME, file:/path, vault://mount/path#field or aws-sm://id#field',
    }));
}
