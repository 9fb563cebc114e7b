import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, startCpuTime, type TestServer } from '@incidentfox/test-kit';
import { collectAnswers, createDataSources, toObservations } from '../../src/index.ts';
import { prometheusSettings } from '../../src/prometheus/settings.ts';
import { alarmAt, hour } from '../questions.ts';

const window = { from: alarmAt - hour / 2, to: alarmAt };
const service = { name: 'checkout-service', aliases: [], dependsOn: [], vendorNames: {} };
const scope = {
  incident: { id: '01', reference: 'INC-1', createdAt: new Date(alarmAt).toISOString() },
  window,
  history: window,
};

let server: TestServer;
afterEach(() => server.close());

const success = (data: unknown) => Buffer.from(JSON.stringify({ status: 'success', data }));

function matrixOf(count: number): Buffer {
  const series = Array.from({ length: count }, (_, i) => ({
    metric: { user: `u${i}` },
    values: [[alarmAt / 1_000 - 60, '1']],
  }));
  return success({ resultType: 'matrix', result: series });
}

/** A Prometheus in which a label with very many values got into the rate of requests. */
async function serveSeries(count: number): Promise<void> {
  const matrix = matrixOf(count);
  const bodies: Record<string, Buffer> = {
    '/api/v1/labels': success(['__name__', 'service', 'code', 'le']),
    '/api/v1/label/__name__/values': success(['http_requests_total', 'http_request_duration_seconds_bucket']),
    '/api/v1/query_range': matrix,
  };
  server = await listen((request: IncomingMessage, response: ServerResponse) => {
    request.resume().once('end', () => {
      const body = bodies[(request.url ?? '').split('?')[0] ?? ''] ?? success([]);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
}

/**
 * Watches how much of the processor's time the longest turn of the event loop takes, in ms. Time in which the machine did
 * something else does not count, so that it says the same on a busy one.
 */
function watchTurns(): { longestMs(): number } {
  let longest = 0;
  let tookMs = startCpuTime();
  const timer = setInterval(() => {
    longest = Math.max(longest, tookMs());
    tookMs = startCpuTime();
  }, 1);
  return {
    longestMs: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

/** How fast this machine is at this moment: reading the JSON of 50,000 series, which takes one turn, in ms of the processor. */
function parsingMs(): number {
  const text = matrixOf(50_000).toString();
  const tookMs = startCpuTime();
  JSON.parse(text);
  return tookMs();
}

test.each([5_000, 50_000])(
  '%i series in an answer neither block the process nor fill its memory, and what was cut is a gap',
  async (count) => {
    await serveSeries(count);
    const settings = prometheusSettings.parse({ url: server.url });
    const sources = createDataSources([{ id: 'prometheus', kind: 'prometheus', settings } as never], { now: Date.now });
    const turns = watchTurns();
    const answers = await collectAnswers({
      sources,
      questions: [{ service, capability: 'metrics' }],
      scope,
      deadlineMs: 60_000,
    });
    const longestMs = turns.longestMs();
    const { gaps } = toObservations(answers, { window, alarmAt, affected: [service.name], services: [service] });
    expect(answers[0]?.answer.truncated).toMatchObject({ by: 'series' });
    expect(gaps[0]?.why).toMatch(/answered in part: cut by series after \d+/);
    // It was 26 s and more.
    expect(longestMs).toBeLessThan(Math.max(200, 20 * parsingMs()));
  },
  120_000,
);
