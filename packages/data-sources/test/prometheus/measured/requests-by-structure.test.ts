import { familiesByStructure } from '../../../src/prometheus/requests/by-structure.ts';

const found = (...names: string[]) => familiesByStructure(new Set(names)).map(({ requests }) => requests);

test.each([
  ['what a service asks of others', 'shop_client_requests_total'],
  ['resources that pods request', 'kube_pod_container_resource_requests'],
  ['statements of a database', 'pg_stat_statements_calls_total'],
  ['sizes of requests', 'shop_request_size_bytes_sum', 'shop_request_size_bytes_count'],
  ['only the requests that failed', 'shop_requests_failed_total'],
  ['waiting in a queue', 'shop_request_queue_wait_seconds_sum', 'shop_request_queue_wait_seconds_count'],
])('%s are no requests of the service', (_, ...names) => {
  expect(found(...names)).toEqual([]);
});

test('a counter of requests takes the duration that has most in common with its name, and the counter of failures beside it', () => {
  const [family] = familiesByStructure(
    new Set([
      'orders_api_requests_total',
      'orders_api_errors_total',
      'orders_api_request_time_ms_sum',
      'orders_api_request_time_ms_count',
      'orders_mail_time_seconds_sum',
      'orders_mail_time_seconds_count',
    ]),
  );
  expect(family?.latency[0]).toEqual({ histogram: 'orders_api_request_time_ms', unit: 'ms' });
  expect(family?.failed).toContainEqual({ metric: 'orders_api_errors_total' });
});
