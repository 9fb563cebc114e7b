import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { signedWebhook, waitFor, wireWebhooks } from '@incidentfox/test-kit';
import { type IntakeSystem, startIntakeSystem } from '../system/intake-system.ts';
import type { AppProcess } from '../system/processes.ts';
import { webhookSecret } from '../system/system.ts';

const halfSentBodies = 500;
const idleConnections = 1_000;
const mebibyte = 1_048_576;
const webhookPath = '/api/incident-io/webhook';

let system: IntakeSystem;
let gateway: AppProcess;
let sockets: Socket[];
beforeEach(async () => {
  sockets = [];
  system = await startIntakeSystem();
  gateway = await system.start('webhook-gateway');
}, 60_000);
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await system.stop();
}, 60_000);

/** Resident memory of the gateway, in MB. */
function memory(): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

function open(): Promise<Socket> {
  const { hostname, port } = new URL(system.gatewayUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    sockets.push(socket);
    socket.once('error', reject);
    socket.on('error', () => {}).resume();
  });
}

/** Sends all of a body of 1 MiB but its last byte, under headers that anybody can make up. */
async function sendHalf(headers: readonly string[]): Promise<void> {
  const socket = await open();
  const path = webhookPath;
  const lines = ['host: x', `content-length: ${mebibyte}`, 'content-type: application/json', ...headers];
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.write(Buffer.alloc(mebibyte - 1, 97), () => resolve());
  });
}

const withoutHeaders = (): string[] => [];
const madeUp = (): string[] => [
  'webhook-id: msg_1',
  `webhook-timestamp: ${Math.floor(Date.now() / 1_000)}`,
  'webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
];

test.each([
  ['without signature headers', withoutHeaders],
  ['under headers that only lack the right signature', madeUp],
])(
  '500 half-sent bodies %s and 1,000 idle connections leave room for real webhooks',
  async (_name, headers) => {
    await Promise.all(Array.from({ length: idleConnections }, open));
    let most = memory();
    const flood = Promise.all(Array.from({ length: halfSentBodies }, () => sendHalf(headers())));
    const answers: { status: number; ms: number }[] = [];
    let over = false;
    void flood.then(() => (over = true));
    await waitFor(
      async () => {
        const from = performance.now();
        const { body, headers: genuine } = signedWebhook(
          wireWebhooks.created({ id: `01REAL${answers.length}` }),
          webhookSecret,
        );
        const answer = await fetch(`${system.gatewayUrl}${webhookPath}`, { method: 'POST', body, headers: genuine });
        answers.push({ status: answer.status, ms: performance.now() - from });
        most = Math.max(most, memory());
        return over && answers.length >= 20;
      },
      { timeoutMs: 60_000, what: 'the flood is sent' },
    );
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2_000);
    expect(most).toBeLessThan(200);
  },
  120_000,
);
