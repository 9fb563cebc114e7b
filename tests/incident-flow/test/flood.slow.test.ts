import type { Investigation } from '@incidentfox/incident';
import { investigationIdOf } from '@incidentfox/investigations';
import { signedWebhook, wireEvent, wireIncident, wireSeverities } from '@incidentfox/test-kit';
import { type Life, lives, type Version } from './system/flood-lives.ts';
import { apiKey, type IntakeSystem, startIntakeSystem } from './system/intake-system.ts';
import { webhookSecret } from './system/system.ts';

/*
 * 100 incidents live their lives within seconds: five webhooks each, every one sent one to five times, late and in any
 * order, while incident.io's own state moves on. What counts is what the API says in the end.
 */

const random = seeded(20_261_123);
const incidents = Array.from({ length: 100 }, (_, at) => {
  const life = lives[at % lives.length] as Life;
  return { id: `01FLOOD${String(at).padStart(4, '0')}`, reference: `INC-${1_000 + at}`, life };
});
const versionsShown = 5;
const lengthMs = 12_000;

function bodyAt(one: (typeof incidents)[number], version: number): Record<string, unknown> {
  const { category, severity, summary } = one.life.versions[version] as Version;
  return wireIncident({
    id: one.id,
    reference: one.reference,
    category,
    severity: wireSeverities[severity],
    ...(summary ? { summary } : {}),
    created_at: new Date(startedAt).toISOString(),
    updated_at: new Date(startedAt + version * 1_000).toISOString(),
  });
}
let startedAt = 0;

interface Sending {
  atMs: number;
  webhookId: string;
  body: () => Record<string, unknown>;
}

/** A version's webhook comes at once or up to four seconds late, and is repeated up to four times. */
function planSendings(): Sending[] {
  return incidents.flatMap((one) =>
    Array.from({ length: versionsShown }, (_, version): Sending[] => {
      const webhookId = `msg_${one.id}_${version}`;
      const copies = 1 + Math.floor(random() * 5);
      return Array.from({ length: copies }, () => ({
        atMs: (version * lengthMs) / versionsShown + 100 + random() * 4_000,
        webhookId,
        body: () => eventOf(one, version),
      }));
    }).flat(),
  );
}

function eventOf(one: (typeof incidents)[number], version: number): Record<string, unknown> {
  const incident = bodyAt(one, version);
  if (version === 0) return wireEvent('public_incident.incident_created_v2', incident);
  if (version % 2 === 0) return wireEvent('public_incident.incident_updated_v2', incident);
  const status = incident.incident_status;
  return wireEvent('public_incident.incident_status_updated_v2', {
    incident,
    new_status: status,
    previous_status: status,
  });
}

let system: IntakeSystem;
beforeAll(async () => {
  system = await startIntakeSystem({ update_debounce_seconds: 1, cooldown_seconds: 0 });
  await Promise.all([system.start('webhook-gateway'), system.start('investigator-worker')]);
}, 60_000);
afterAll(() => system.stop(), 30_000);

async function play(sendings: readonly Sending[]): Promise<Map<number, number>> {
  const answers = new Map<number, number>();
  startedAt = Date.now();
  let shown = -1;
  const inOrder = [...sendings].sort((a, b) => a.atMs - b.atMs);
  const underWay: Promise<void>[] = [];
  for (const sending of inOrder) {
    const early = sending.atMs - (Date.now() - startedAt);
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const version = Math.min(versionsShown - 1, Math.floor((Date.now() - startedAt) / (lengthMs / versionsShown)));
    for (; shown < version; shown++)
      for (const one of incidents) system.incidentIo.incidents.set(one.id, bodyAt(one, shown + 1));
    underWay.push(
      send(sending).then((status) => {
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }),
    );
  }
  await Promise.all(underWay);
  return answers;
}

async function send({ webhookId, body }: Sending): Promise<number> {
  const { headers, body: text } = signedWebhook(body(), webhookSecret, { id: webhookId });
  const response = await fetch(`${system.gatewayUrl}/api/incident-io/webhook`, { method: 'POST', headers, body: text });
  await response.arrayBuffer();
  return response.status;
}

async function revisionsOf(id: string): Promise<Investigation[]> {
  const latest = await system.stores.investigations.ofIncident('default', id);
  const all: Investigation[] = [];
  for (let revision = 1; revision <= (latest?.revision ?? 0); revision++) {
    const one = await system.stores.investigations.read(investigationIdOf('default', id), revision);
    if (one) all.push(one);
  }
  return all;
}

test('every incident that qualifies is investigated once, the others never, and the record ends where the API ends', async () => {
  const sendings = planSendings();
  expect(new Set(sendings.map((one) => one.webhookId)).size).toBe(500);
  const answers = await play(sendings);
  expect([...answers.keys()].every((status) => status === 200 || status === 202)).toBe(true);
  await system.quiet(90_000);

  const odd: string[] = [];
  for (const { id, life } of incidents) {
    const revisions = await revisionsOf(id);
    const completed = revisions.filter((one) => one.state === 'completed');
    const [least, most] = life.runs;
    const states = revisions.map((one) => one.state).join(', ') || 'none';
    if (completed.length < least || completed.length > most) odd.push(`${id} (${life.name}): ${states}`);
    if (revisions.some((one) => one.state === 'running' || one.state === 'queued'))
      odd.push(`${id} (${life.name}) never ended: ${states}`);
    const final = bodyAt({ id, reference: '', life }, versionsShown - 1);
    const known = completed.at(-1)?.incident;
    if (
      least > 0 &&
      known &&
      (known.summary !== final.summary || known.severity?.id !== (final.severity as { id: string }).id)
    ) {
      odd.push(`${id} (${life.name}) ended with "${known.summary}" and ${known.severity?.name}`);
    }
  }
  expect(odd).toEqual([]);
  expect(system.output()).not.toContain(apiKey);
  expect(system.output()).not.toContain(webhookSecret.slice(6));
}, 150_000);

/** The same plan in every run: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
