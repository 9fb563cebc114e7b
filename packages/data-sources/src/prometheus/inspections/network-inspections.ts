import { quoted } from '../queries.ts';
import { type Inspection, total } from './inspection.ts';

/** Addresses that are within a private network. */
const privateNetworks = quoted(
  '(10|127|192[.]168|172[.](1[6-9]|2[0-9]|3[01])|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))[.].*',
);
const latency = (matcher: string) => (of: (metric: string, ...more: string[]) => string) =>
  `max(${of('container_net_latency_seconds', matcher)})`;

/** The network between services, and names. */
export const networkInspections: readonly Inspection[] = [
  {
    title: 'round trip within the cluster',
    needs: ['container_net_latency_seconds'],
    value: latency(`destination_ip=~${privateNetworks},destination_cluster=""`),
    unit: 's',
    limit: 0.01,
  },
  {
    title: 'round trip to outside',
    needs: ['container_net_latency_seconds'],
    value: latency(`destination_ip!~${privateNetworks}`),
    unit: 's',
    limit: 0.2,
  },
  {
    title: 'round trip between clusters',
    needs: ['container_net_latency_seconds'],
    value: latency('destination_cluster!=""'),
    unit: 's',
    limit: 0.1,
  },
  {
    title: 'round trip of a probe',
    needs: ['probe_icmp_duration_seconds'],
    value: (of) => `max(${of('probe_icmp_duration_seconds', 'phase="rtt"')})`,
    unit: 's',
    limit: 0.1,
  },
  {
    title: 'share of probes that succeed',
    needs: ['probe_success'],
    value: (of) => `min(${of('probe_success')})`,
    unit: 'ratio',
    limit: 1,
    isLow: true,
  },
  {
    title: 'connections that could not be made, a second',
    needs: ['container_net_tcp_failed_connects_total'],
    value: (of, window) => total(of('container_net_tcp_failed_connects_total'), window),
    unit: '1/s',
    limit: 0,
  },
  {
    title: 'days until the certificate ends',
    needs: ['probe_ssl_earliest_cert_expiry'],
    value: (of) => `(min(${of('probe_ssl_earliest_cert_expiry')}) - time()) / 86400`,
    unit: '1',
    limit: 1,
    isLow: true,
  },
  {
    title: 'days until the certificate ends',
    needs: ['certmanager_certificate_expiration_timestamp_seconds'],
    value: (of) => `(min(${of('certmanager_certificate_expiration_timestamp_seconds')}) - time()) / 86400`,
    unit: '1',
    limit: 1,
    isLow: true,
  },
  {
    title: 'time to resolve a name (95th percentile)',
    needs: ['coredns_dns_request_duration_seconds_bucket'],
    value: (of, window) =>
      `histogram_quantile(0.95, sum by (le) (rate(${of('coredns_dns_request_duration_seconds_bucket')}[${window}])))`,
    unit: 's',
    limit: 0.1,
  },
  {
    title: 'time to resolve a name (95th percentile)',
    needs: ['container_dns_requests_duration_seconds_total_bucket'],
    value: (of, window) =>
      `histogram_quantile(0.95, sum by (le) (rate(${of('container_dns_requests_duration_seconds_total_bucket')}[${window}])))`,
    unit: 's',
    limit: 0.1,
  },
  ...(
    [
      ['name look-ups that the server failed, a second', 'SERVFAIL', 'servfail'],
      ['names that do not exist, a second', 'NXDOMAIN', 'nxdomain'],
    ] as const
  ).flatMap(([title, rcode, status]): Inspection[] => [
    {
      title,
      needs: ['coredns_dns_responses_total'],
      value: (of, window) => total(of('coredns_dns_responses_total', `rcode="${rcode}"`), window),
      unit: '1/s',
      limit: 0,
    },
    {
      title,
      needs: ['container_dns_requests_total'],
      value: (of, window) => total(of('container_dns_requests_total', `status="${status}"`), window),
      unit: '1/s',
      limit: 0,
    },
  ]),
];
