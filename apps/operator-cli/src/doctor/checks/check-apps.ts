import { asFailure } from '@incidentfox/failures';
import { createHttpClient } from '@incidentfox/http-client';
import { z } from 'zod';
import type { Examination } from '../examination.ts';
import { type Finding, failure, ok, warning } from '../finding.ts';

const apps = [
  { name: 'webhook-gateway', port: 'WEBHOOK_GATEWAY_PORT' },
  { name: 'investigator-worker', port: 'INVESTIGATOR_WORKER_PORT' },
  { name: 'notifier', port: 'NOTIFIER_PORT' },
  { name: 'operator-console', port: 'OPERATOR_CONSOLE_PORT' },
] as const;

/** Those of our own processes whose ports are known: whether they are ready, and what became of the webhooks that came. */
export async function checkApps(examination: Examination): Promise<Finding[]> {
  const findings = await Promise.all(
    apps.map(async ({ name, port }) => {
      const value = examination.env[port];
      if (!value || value === '0') return [];
      const host = examination.env.BIND_ADDRESS || '127.0.0.1';
      const found = await checkApp(name, `http://${host}:${value}`, examination.timeoutMs);
      const counts = examination.env.WEBHOOK_GATEWAY_METRICS_PORT;
      if (name !== 'webhook-gateway' || found.some(({ state }) => state === 'failure')) return found;
      if (!counts || counts === '0') return [...found, webhooksNotCounted];
      return [...found, ...(await checkWebhooks(`http://${host}:${counts}`, examination.timeoutMs))];
    }),
  );
  const looked = findings.flat();
  if (looked.length > 0) return looked;
  const ports = apps.map(({ port }) => port).join(', ');
  return [
    warning(
      'apps',
      'running processes were not looked at',
      `Set ${ports} as they have it, to see whether they run and what became of webhooks.`,
    ),
  ];
}

async function checkApp(name: string, url: string, timeoutMs: number): Promise<Finding[]> {
  try {
    await readText({ name, url, path: '/health/ready', timeoutMs });
    return [ok(name, `ready at ${url}`)];
  } catch (error) {
    const problem = asFailure(error, `asking ${name}`);
    const away = problem.kind === 'network';
    const detail = away ? `does not run at ${url}` : `runs at ${url}, but is not ready: ${problem.message}`;
    return [
      failure(
        name,
        detail,
        away ? `Start it, or correct its port.` : `Look at its log; most often it cannot reach Redis.`,
      ),
    ];
  }
}

const setMetricsPort = 'Set WEBHOOK_GATEWAY_METRICS_PORT for the gateway and for this command.';
const webhooksNotCounted = warning(
  'webhook',
  'what became of the webhooks that came was not looked at',
  setMetricsPort,
);

async function checkWebhooks(url: string, timeoutMs: number): Promise<Finding[]> {
  try {
    return judgeWebhooks(await readText({ name: 'webhook-gateway', url, path: '/metrics', timeoutMs }));
  } catch (error) {
    const { message } = asFailure(error, 'asking for its numbers');
    return [warning('webhook', `the gateway's numbers cannot be read at ${url}: ${message}`, setMetricsPort)];
  }
}

interface OwnText {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly timeoutMs: number;
}

async function readText({ name, url, path, timeoutMs }: OwnText): Promise<string> {
  const http = createHttpClient({ name, baseUrl: url, timeoutMs, breaker: false, retries: 0 });
  try {
    return (await http.request({ path, accept: 'text', schema: z.string() })).value;
  } finally {
    await http.close();
  }
}

/** What the gateway counted since its start says why a webhook does not start anything. */
function judgeWebhooks(metrics: string): Finding[] {
  const counts = outcomesIn(metrics);
  const count = (outcome: string) => counts.get(outcome) ?? 0;
  const subject = 'webhook';
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (total === 0) {
    const advice =
      'Check in incident.io (Settings > Webhooks) that the endpoint has this address, that incident.created and incident.updated are selected, and what its delivery log says.';
    return [warning(subject, 'none has come since the gateway was started', advice)];
  }
  const taken = count('accepted') + count('duplicate') + count('ignored');
  const findings = [ok(subject, [...counts].map(([outcome, times]) => `${times} ${outcome}`).join(', '))];
  if (count('forged') > 0) {
    const detail = `${count('forged')} were refused: the signature does not match`;
    const advice =
      'Compare webhook_secret with the signing secret of the endpoint in incident.io; look at the clock as well.';
    findings.push(taken === 0 ? failure(subject, detail, advice) : warning(subject, detail, advice));
  }
  if (count('unknown_team') > 0) {
    findings.push(
      failure(
        subject,
        'some name a team that is not configured',
        'Check the end of the address of the endpoint in incident.io: /api/incident-io/webhook/<team id>.',
      ),
    );
  }
  if (taken > 0 && count('accepted') + count('duplicate') === 0) {
    findings.push(
      warning(
        subject,
        'all that came were ignored',
        'Select the events incident.created and incident.updated in incident.io; the log of the gateway says why each was ignored.',
      ),
    );
  }
  return findings;
}

function outcomesIn(metrics: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, labels = '', value] of metrics.matchAll(/^incidentfox_webhooks_total\{([^}]*)\} (\d+)/gm)) {
    const outcome = /outcome="(\w+)"/.exec(labels)?.[1];
    if (outcome && Number(value) > 0) counts.set(outcome, (counts.get(outcome) ?? 0) + Number(value));
  }
  return counts;
}
