import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianBinary } from '@incidentfox/test-kit';
import { type SampleLine, samplesOf, toOpenMetrics } from '../real-servers/sampled-series.ts';
import { type StartedServer, startServer, temporaryDirectory } from '../real-servers/started-server.ts';
import { everything, spans } from './backfilled-incident.ts';

const binary = debianBinary('prometheus', 'prometheus');
const promtool = debianBinary('promtool', 'prometheus');

/** `describe` where Prometheus is installed or could be, else `describe.skip`. */
export const describeWithPrometheus = binary === null || promtool === null ? describe.skip : describe;

/** Debian's Prometheus over the backfilled incident, with the rules given as YAML. */
export const startBackfilledPrometheus = (rules?: string): Promise<StartedServer> =>
  startPrometheusOver(samplesOf(everything, spans), rules);

/** The same over any samples. */
export async function startPrometheusOver(
  samples: readonly SampleLine[],
  rules = 'groups: []\n',
  /** What is scraped as well, as `host:port`. */
  scraped: string | null = null,
  options: readonly string[] = [],
): Promise<StartedServer> {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'om.txt'), toOpenMetrics(samples));
  await writeFile(join(directory, 'rules.yml'), rules);
  const scrape = `scrape_configs: [{ job_name: scraped, scrape_interval: 1s, static_configs: [{ targets: ["${scraped}"] }] }]\n`;
  await writeFile(join(directory, 'prometheus.yml'), `rule_files: [rules.yml]\n${scraped === null ? '' : scrape}`);
  if (samples.length > 0)
    execFileSync(promtool ?? '', ['tsdb', 'create-blocks-from', 'openmetrics', 'om.txt', 'data'], {
      cwd: directory,
      stdio: 'pipe',
    });
  return startServer({
    binary: binary ?? '',
    directory,
    args: (listen) => [
      '--config.file=prometheus.yml',
      '--storage.tsdb.path=data',
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${listen}`,
      ...options,
    ],
    readyPath: '/-/ready',
  });
}
