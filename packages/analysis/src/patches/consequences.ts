import type { Alteration, AlterationKind, TroubleKind } from './alteration.ts';

type Consequence = Pick<Alteration, 'causes' | 'delay' | 'strength'>;
type Direction = Alteration['direction'];

const can = (strength: number, causes: string, delay: Alteration['delay'] = 'at once'): Consequence => ({
  strength,
  causes: new Set(causes.split(' ') as TroubleKind[]),
  delay,
});

/** `up`, `down` and `other` may differ; a direction that can do no harm is null and yields no alteration. */
type Row = Consequence | { up: Consequence | null; down: Consequence | null; other: Consequence | null };

const anything = 'errors crash latency memory cpu saturation data';

const table: Record<AlterationKind, Row> = {
  timeout: {
    up: can(0.45, 'latency saturation', 'gradual'),
    down: can(0.7, 'errors traffic latency'),
    other: can(0.35, 'errors latency saturation'),
  },
  deadline: {
    up: can(0.4, 'latency saturation', 'gradual'),
    down: can(0.7, 'errors traffic'),
    other: can(0.35, 'errors latency'),
  },
  retry: {
    up: can(0.6, 'traffic latency saturation cpu'),
    down: can(0.45, 'errors'),
    other: can(0.4, 'traffic latency saturation errors'),
  },
  pool: {
    up: can(0.4, 'saturation memory traffic errors', 'gradual'),
    down: can(0.8, 'saturation latency errors', 'gradual'),
    other: can(0.3, 'saturation latency errors'),
  },
  limit: {
    up: can(0.35, 'memory cpu latency saturation traffic'),
    down: can(0.65, 'errors saturation latency'),
    other: can(0.3, 'errors saturation latency memory'),
  },
  ttl: {
    up: can(0.35, 'memory data errors disk', 'gradual'),
    down: can(0.6, 'latency traffic saturation cpu errors', 'gradual'),
    other: can(0.3, 'latency traffic data errors', 'gradual'),
  },
  batch_size: {
    up: can(0.55, 'memory latency crash saturation errors'),
    down: can(0.45, 'latency traffic saturation cpu'),
    other: can(0.25, 'memory latency traffic'),
  },
  queue_size: {
    up: can(0.4, 'memory latency', 'gradual'),
    down: can(0.55, 'errors saturation data latency', 'gradual'),
    other: can(0.25, 'memory latency errors', 'gradual'),
  },
  interval: {
    up: can(0.3, 'data latency'),
    down: can(0.6, 'traffic cpu saturation latency log_volume'),
    other: can(0.25, 'traffic cpu data'),
  },
  work_factor: { up: can(0.65, 'cpu latency saturation'), down: null, other: null },
  probe: { up: can(0.3, 'errors latency'), down: can(0.65, 'crash errors'), other: can(0.45, 'crash errors') },
  cpu_limit: { up: null, down: can(0.75, 'cpu latency saturation errors'), other: null },
  memory_limit: { up: null, down: can(0.8, 'memory crash errors latency', 'gradual'), other: null },
  heap: {
    up: can(0.4, 'memory crash', 'gradual'),
    down: can(0.75, 'memory crash latency cpu', 'gradual'),
    other: can(0.3, 'memory crash', 'gradual'),
  },
  replicas: {
    up: can(0.25, 'saturation traffic'),
    down: can(0.75, 'saturation latency cpu errors'),
    other: null,
  },
  disk_size: { up: null, down: can(0.6, 'disk errors crash', 'gradual'), other: null },
  call_in_loop: can(0.7, 'latency traffic saturation cpu'),
  query_in_loop: can(0.75, 'latency traffic saturation cpu'),
  cache_removed: can(0.7, 'latency traffic saturation cpu'),
  index_removed: can(0.85, 'latency cpu saturation errors'),
  column_removed: can(0.8, 'errors crash data'),
  table_removed: can(0.85, 'errors crash data'),
  topic: can(0.65, 'errors data traffic saturation'),
  migration: can(0.6, 'latency errors saturation disk cpu'),
  query: can(0.6, 'latency cpu saturation memory errors'),
  authentication: can(0.6, 'errors traffic'),
  certificate: can(0.65, 'errors latency'),
  header: can(0.4, 'errors traffic data'),
  validation: can(0.5, 'errors data'),
  network_policy: can(0.6, 'errors latency'),
  guard_removed: can(0.65, 'errors crash'),
  error_handling: can(0.5, 'errors crash'),
  leak: can(0.75, 'saturation memory errors latency crash', 'gradual'),
  lock: can(0.6, 'latency saturation errors'),
  blocking_call: can(0.65, 'latency saturation errors'),
  concurrency: can(0.5, 'latency saturation cpu errors data traffic'),
  unbounded_growth: can(0.7, 'memory crash cpu latency', 'gradual'),
  log_level: can(0.6, 'log_volume disk cpu latency'),
  dependency: can(0.25, anything),
  flag: can(0.5, `${anything} traffic`),
  endpoint: can(0.65, 'errors latency traffic'),
  format: can(0.5, 'errors data'),
  unit: can(0.6, 'errors data latency'),
  comparison: can(0.55, 'errors data latency'),
  call_removed: can(0.55, 'errors data crash'),
  call_added: can(0.4, 'latency errors traffic saturation'),
  partition_key: can(0.65, 'latency errors saturation'),
  placement: can(0.5, 'crash errors latency saturation'),
  regular_expression: {
    up: can(0.65, 'cpu latency saturation'),
    down: null,
    other: can(0.4, 'errors data'),
  },
};

/** What an alteration of this kind can produce, how soon and how surely; null when it can do no harm. */
export function consequenceOf(kind: AlterationKind, direction: Direction): Consequence | null {
  const row = table[kind];
  return 'causes' in row ? row : row[direction ?? 'other'];
}
