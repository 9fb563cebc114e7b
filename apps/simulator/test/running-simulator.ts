import { listen, type TestServer } from '@incidentfox/test-kit';
import { startSimulator } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';

export interface Heard {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface RunningSimulator {
  readonly control: string;
  readonly urls: Readonly<Record<string, string>>;
  /** What the gateway (and the notifier) got. */
  readonly heard: Heard[];
  /** What the gateway answers from now on. */
  answerWith(status: number): void;
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** The simulator on free ports, with a gateway that only listens. */
export async function runSimulator(): Promise<RunningSimulator> {
  const heard: Heard[] = [];
  let status = 202;
  const gateway: TestServer = await listen((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, body });
      response.writeHead(status, { connection: 'close' }).end();
    });
  });
  const config = readConfig({ GATEWAY_URL: gateway.url, NOTIFIER_URL: gateway.url });
  const simulator = await startSimulator(config, Date.now);
  return {
    control: simulator.control,
    urls: simulator.urls,
    heard,
    answerWith: (next) => {
      status = next;
    },
    get: async (path) => (await fetch(`${simulator.control}${path}`)).json(),
    post: async (path, body) => {
      const response = await fetch(`${simulator.control}${path}`, { method: 'POST', body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    },
    close: async () => {
      await simulator.close();
      await gateway.close();
    },
  };
}
