import type { DataSource } from '../data-source.ts';
import { answerWith, checkWith, defaultCaps, spanOf } from '../execution/index.ts';
import { askLogs } from './ask-logs.ts';
import { discoverStreams } from './discover-streams.ts';
import type { LokiSource } from './source.ts';

const hourMs = 60 * 60_000;

/** A data source over one Loki, however it is reached. */
export function createLoki(source: LokiSource): DataSource {
  const { id, kind, client, now } = source;
  const lastHour = () => ({ from: now() - hourMs, to: now() });
  return {
    id,
    kind,
    capabilities: new Set(['logs']),
    logs: (ask) =>
      answerWith(source, ask, async (asking) =>
        askLogs(source, ask, asking, await discoverStreams(source, ask.service, spanOf(ask), asking)),
      ),
    check: async (signal) => [
      await checkWith('logs', async () => {
        const labels = await client.labels(lastHour(), { signal });
        if (labels.length > 0) return `${labels.length} labels in the last hour`;
        return 'no labels in the last hour: nothing is being sent, or to another tenant';
      }),
    ],
    discover: (signal) =>
      answerWith(source, { signal, caps: { ...defaultCaps, items: 1000 } }, async (asking) => {
        const labels = source.serviceLabels ?? ['service_name', 'service', 'app', 'application'];
        const present = await client.labels(lastHour(), asking);
        const found = await Promise.all(
          labels
            .filter((label) => present.includes(label))
            .map((label) => asking.part(label, () => client.labelValues(label, lastHour(), asking))),
        );
        return [...new Set(found.flatMap((names) => names ?? []))].sort().map((name) => ({ name, vendorName: name }));
      }),
  };
}
