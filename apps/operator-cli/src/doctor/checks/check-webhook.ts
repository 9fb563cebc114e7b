import { isWebhookSecret, webhookSecretRule } from '@incidentfox/incident-io/webhooks';
import type { ExaminedTeam } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';

const subject = 'webhook';

/** The shape of the signing secrets, and the address incident.io must have. */
export function checkWebhook({ settings }: ExaminedTeam): Finding[] {
  if (!settings.incidentIo.enabled) return [];
  const path = settings.id === 'default' ? '' : `/${settings.id}`;
  const secrets = settings.incidentIo.webhookSecrets.filter((secret) => secret.isResolved);
  const shapes = secrets.flatMap((secret) => shapeOf(secret.reveal(), String(secret)));
  if (secrets.length === 0 || shapes.some((finding) => finding.state === 'failure')) return shapes;
  const address = `https://<your host>/api/incident-io/webhook${path}`;
  return [
    ok(subject, `${secrets.length} signing secret(s); the endpoint in incident.io must be ${address}`),
    ...shapes,
  ];
}

function shapeOf(value: string, name: string): Finding[] {
  const copy = "Copy the signing secret of the endpoint from incident.io's webhook settings, whole: whsec_...";
  if (!isWebhookSecret(value)) return [failure(subject, `${name} ${webhookSecretRule}`, copy)];
  if (value.trim() !== value) return [failure(subject, `${name} has spaces or line breaks around it`, copy)];
  if (!value.startsWith('whsec_')) return [warning(subject, `${name} does not begin with whsec_`, copy)];
  return [];
}
