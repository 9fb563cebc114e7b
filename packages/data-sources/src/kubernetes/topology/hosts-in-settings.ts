import type { Container } from '../responses.schema.ts';

/** Values that hold addresses are short; secrets and documents need no reading. */
const maxValueLength = 2_000;
const maxHosts = 40;
/** Where telemetry is sent to is no dependency of what a service does. */
const telemetry =
  /^(?:OTEL|OTLP|JAEGER|ZIPKIN|DD|DATADOG|STATSD|SENTRY|ELASTIC_APM|NEW_RELIC|PYROSCOPE|PROMETHEUS|LOKI|LOG|GRAFANA)(?:_|$)/i;
const namesAddress = /(?:HOST|HOSTNAME|ADDR|ADDRESS|URL|URI|ENDPOINT|SERVER|SERVERS|BROKERS?|DSN|UPSTREAM|SERVICE)S?$/i;
const inAddress = /[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/gi;
const withPort = /(?:^|[\s,;=@(])([a-z](?:[a-z0-9.-]*[a-z0-9])?):\d{2,5}(?=$|[\s,;/?)])/gi;
const bare = /^[a-z](?:[a-z0-9.-]*[a-z0-9])?$/i;
const nowhere = /^(?:localhost|true|false|none|null|https?|tcp|[\d.]+|.*\.local(?:host|domain))$/i;

/** Hosts that the environment and arguments of containers name, in order of appearance. Only host names are taken out of the values. */
export function hostsInSettings(containers: readonly Pick<Container, 'env' | 'args' | 'command'>[]): string[] {
  const found = new Set<string>();
  for (const { env, args, command } of containers) {
    for (const { name, value } of env ?? [])
      if (!telemetry.test(name)) for (const host of hostsIn(value ?? '', namesAddress.test(name))) found.add(host);
    for (const text of [...(command ?? []), ...(args ?? [])]) for (const host of hostsIn(text, false)) found.add(host);
  }
  return [...found].slice(0, maxHosts);
}

function hostsIn(value: string, isAddress: boolean): string[] {
  const text = value.slice(0, maxValueLength);
  const found = [...text.matchAll(inAddress), ...text.matchAll(withPort)].map(([, host]) => host ?? '');
  if (isAddress && bare.test(text)) found.push(text);
  return found.map((host) => host.toLowerCase()).filter((host) => host.length >= 2 && !nowhere.test(host));
}
