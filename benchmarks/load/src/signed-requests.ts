import { Webhook } from 'standardwebhooks';

/** Makes requests as incident.io sends them: each with its own id and a true signature. */
export function createSignedRequests(secret: string): () => { headers: Record<string, string>; body: string } {
  const webhook = new Webhook(secret);
  const run = Date.now().toString(36);
  let count = 0;
  return () => {
    count += 1;
    const id = `msg_${run}_${count}`;
    const at = new Date();
    const body = createdEvent(`01LOAD${run}${count}`, count);
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': webhook.sign(id, at, body),
      },
    };
  };
}

/** About 4 KB, the size of a real incident with a few custom fields. */
function createdEvent(incidentId: string, number: number): string {
  const at = '2026-03-01T12:00:00.000000Z';
  return JSON.stringify({
    event_type: 'public_incident.incident_created_v2',
    'public_incident.incident_created_v2': {
      id: incidentId,
      reference: `INC-${number}`,
      name: 'High error rate on checkout service',
      summary: 'PagerDuty alert fired. Customers reporting failed checkouts. '.repeat(30),
      mode: 'standard',
      visibility: 'public',
      permalink: `https://app.incident.io/acme/incidents/${number}`,
      slack_team_id: 'T01',
      slack_channel_id: '',
      incident_status: {
        id: 'S1',
        name: 'Investigating',
        description: '',
        category: 'live',
        rank: 1,
        created_at: at,
        updated_at: at,
      },
      severity: { id: 'SEV3', name: 'Critical', description: '', rank: 3, created_at: at, updated_at: at },
      creator: { user: { id: 'U1', name: 'Ada', role: 'responder' } },
      custom_field_entries: Array.from({ length: 6 }, (_, i) => ({
        custom_field: { id: `F${i}`, name: `Field ${i}`, description: '', field_type: 'text', options: [] },
        values: [{ value_text: `value ${i}` }],
      })),
      incident_role_assignments: [],
      created_at: at,
      updated_at: at,
    },
  });
}
