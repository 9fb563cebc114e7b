import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type TestServer } from '@incidentfox/test-kit';

/** The simulated Prometheus, in whose answers over a range stand very many more series: a label of users got into its metrics. */
export async function startManySeries(prometheusUrl: string, extra: () => number): Promise<TestServer> {
  const more = Array.from({ length: 50_000 }, (_, at) => `,{"metric":{"user":"u${at}"},"values":[[1764167760,"1"]]}`);
  return listen((request, response) => void answer(request, response).catch(() => response.destroy()));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answered = await fetch(`${prometheusUrl}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await answered.text();
    const isMatrix = /"resultType":"matrix","result":\[\{/.test(text);
    const end = text.lastIndexOf(']');
    const body = isMatrix ? [text.slice(0, end), ...more.slice(0, extra()), text.slice(end)].join('') : text;
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(body);
  }
}
