import type { Story } from '../story.ts';
import {
  boundedCache,
  dataClass,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  paddings,
  scaryPool,
  splitMethod,
  staging,
  undoWording,
  upgradePatch,
} from './held-decoys.ts';

/** A number that bounds something was changed. */
export const heldLimits: readonly Story[] = [
  {
    name: 'held deadline in kotlin',
    system: 'bank',
    service: 'teller-bff',
    victims: [],
    alarm: { metric: 'errors', summary: 'teller-bff fails more than 2 % of calls' },
    culprit: {
      service: 'teller-bff',
      minutes: -2,
      title: 'Move gRPC channel options to a factory',
      files: {
        'teller-bff/src/main/kotlin/bank/teller/Channels.kt':
          '-    private val ledger = LedgerGrpc.newStub(channel).withDeadlineAfter(3, TimeUnit.SECONDS)\n+    private val ledger = stubs.ledger(Duration.ofMillis(15))\n+\n+class Stubs(private val channel: Channel) {\n+    fun ledger(deadline: Duration) =\n+        LedgerGrpc.newStub(channel).withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)\n+}',
      },
    },
    trouble: { 'teller-bff': { errors: 0.57, latency: 0.6 } },
    extra: [['ledger-core', 'rpc_server_cancelled_per_sec', 0.2, 71]],
    lines: [
      [
        'teller-bff',
        'ERROR',
        'io.grpc.StatusRuntimeException: DEADLINE_EXCEEDED: deadline exceeded after 0.0149{k}s. remote_addr=ledger-core/{ip}:9090',
      ],
      ['ledger-core', 'INFO', 'Call Balances cancelled by client'],
    ],
    path: { services: ['teller-bff', 'ledger-core'], error: 'DEADLINE_EXCEEDED', ms: 16 },
    decoys: [dataClass('teller-bff', -0.5), fuzzTests('card-auth', -5), scaryPool('statement-job', -1)],
    remediation: 'rollback',
  },
  {
    name: 'held pool in ruby database yml',
    system: 'freight',
    service: 'consignments',
    victims: ['shipper-portal'],
    alarm: { metric: 'latency', summary: 'consignments p99 above 2 s' },
    culprit: {
      service: 'consignments',
      minutes: -4,
      title: 'Same database settings in all stages',
      files: {
        'consignments/config/database.yml':
          ' production:\n   adapter: postgresql\n-  pool: 32\n-  checkout_timeout: 5\n+  pool: 3\n+  checkout_timeout: 5',
      },
    },
    trouble: { consignments: { latency: 24, errors: 0.26 }, 'shipper-portal': { latency: 7, errors: 0.12 } },
    extra: [
      ['consignments', 'db_pool_busy', 9, 3],
      ['consignments', 'db_pool_size', 32, 3, 'flat'],
      ['consignments', 'db_pool_waiting', 0, 38],
    ],
    lines: [
      [
        'consignments',
        'ERROR',
        'ActiveRecord::ConnectionTimeoutError: could not obtain a connection from the pool within 5.000 seconds (waited 5.0{k} seconds); all pooled connections were in use',
      ],
      ['shipper-portal', 'ERROR', 'consignment list failed: 500'],
    ],
    path: { services: ['shipper-portal', 'consignments'], error: 'ActiveRecord::ConnectionTimeoutError', ms: 5100 },
    decoys: [guardClauses('consignments', -1), splitMethod('quote-engine', -2), staging('manifest-store', -8)],
    remediation: 'rollback',
  },
  {
    name: 'held goroutine limit removed',
    system: 'bank',
    service: 'card-auth',
    victims: ['fraud-score', 'teller-bff'],
    alarm: { service: 'fraud-score', metric: 'latency', summary: 'fraud-score p99 above 400 ms' },
    culprit: {
      service: 'card-auth',
      minutes: -3,
      title: 'card-auth: score hints in parallel',
      files: {
        'card-auth/score/hints.go':
          ' func (s *Scorer) All(ctx context.Context, hints []Hint) error {\n \tg, ctx := errgroup.WithContext(ctx)\n-\tg.SetLimit(4)\n \tfor _, h := range hints {\n+\t\tfor _, m := range s.models {\n+\t\t\tg.Go(func() error { return s.call(ctx, m, h) })\n+\t\t}\n-\t\tg.Go(func() error { return s.call(ctx, s.models[0], h) })\n \t}',
      },
    },
    trouble: {
      'card-auth': { latency: 6, cpu: 1.5 },
      'fraud-score': { requests: 9, latency: 17, cpu: 2.2, errors: 0.14 },
      'teller-bff': { latency: 2 },
    },
    lines: [
      ['fraud-score', 'WARN', 'worker queue at {n}, oldest waits {n}ms'],
      ['card-auth', 'WARN', 'hint {k} of auth {id} timed out in score.call'],
    ],
    path: { services: ['teller-bff', 'card-auth', 'fraud-score'], ms: 480 },
    decoys: [boundedCache('fraud-score', -1), dataClass('teller-bff', -2), histogram('card-auth', -21)],
    flags: [{ flag: 'score-explanations', service: 'fraud-score', minutes: -6 }],
    remediation: 'rollback',
  },
  {
    name: 'held token lifetime in python',
    system: 'learn',
    service: 'grading',
    victims: ['quiz-service', 'classroom'],
    alarm: { metric: 'errors', summary: 'grading: share of errors above 3 %' },
    culprit: {
      service: 'grading',
      minutes: -16,
      title: 'Settings as dataclass',
      files: {
        'grading/settings.py':
          '-SERVICE_TOKEN_TTL = 3600\n-CLOCK_TOLERANCE = 30\n+@dataclass(frozen=True)\n+class Tokens:\n+    service_ttl: int = 60 * 15\n+    refresh_after: int = 60 * 30\n+    tolerance: int = 30',
      },
    },
    trouble: { grading: { errors: 0.61 }, 'quiz-service': { errors: 0.4 }, classroom: { errors: 0.12 } },
    lines: [
      ['grading', 'ERROR', 'jwt.exceptions.ExpiredSignatureError: Signature has expired (service token, age {n}s)'],
      ['quiz-service', 'ERROR', 'grading refused: 401 {"detail":"token expired"}'],
    ],
    path: { services: ['classroom', 'quiz-service', 'grading'], error: '401 token expired' },
    decoys: [boundedCache('grading', -2), licenseHeaders('quiz-service', -1), guardClauses('classroom', -5)],
    remediation: 'rollback',
  },
  {
    name: 'held cpu limit in helm',
    system: 'learn',
    service: 'quiz-service',
    victims: ['classroom'],
    alarm: { metric: 'latency', summary: 'quiz-service p95 above half a second' },
    culprit: {
      service: 'quiz-service',
      minutes: -2,
      title: 'quiz: requests and limits from the sizing sheet',
      files: {
        'charts/quiz-service/values.yaml': ' resources:\n   limits:\n-    cpu: "2"\n+    cpu: 200m\n     memory: 1Gi',
      },
    },
    trouble: { 'quiz-service': { latency: 14, cpu: 0.6 }, classroom: { latency: 3 } },
    extra: [['quiz-service', 'cpu_throttled_ratio', 0.01, 0.83]],
    lines: [
      ['quiz-service', 'WARN', 'event loop lagged {n}ms'],
      ['classroom', 'WARN', 'quiz panel left out after {n}ms'],
    ],
    path: { services: ['classroom', 'quiz-service'], ms: 720 },
    decoys: [upgradePatch('quiz-service', -6), guardClauses('classroom', -1), paddings('classroom', 3)],
    remediation: 'rollback',
  },
  {
    name: 'held page size in csharp',
    system: 'freight',
    service: 'quote-engine',
    victims: ['shipper-portal', 'lane-rates'],
    alarm: { metric: 'latency', summary: 'quote-engine p99 above 700 ms' },
    culprit: {
      service: 'quote-engine',
      minutes: -3,
      title: 'Quotes: simpler paging of lanes',
      files: {
        'QuoteEngine/Lanes/LaneClient.cs':
          '-    private const int LanesPerCall = 250;\n+    private const int LanesPerCall = 1;\n \n-    public Task<Lane[]> Load(IReadOnlyList<string> ids) => _http.PostLanes(ids.Chunk(LanesPerCall));\n+    public Task<Lane[]> Load(IReadOnlyList<string> ids) => _http.PostLanes(ids.Chunk(LanesPerCall));',
      },
    },
    trouble: {
      'quote-engine': { latency: 12 },
      'lane-rates': { requests: 30, cpu: 1.9, latency: 1.6 },
      'shipper-portal': { latency: 4 },
    },
    lines: [
      ['quote-engine', 'WARN', 'Quote {id} took {n} ms, {n} calls to lane-rates'],
      ['lane-rates', 'INFO', 'lane batch of 1 priced'],
    ],
    path: { services: ['shipper-portal', 'quote-engine', 'lane-rates'], ms: 900 },
    decoys: [splitMethod('quote-engine', -8), histogram('lane-rates', -1), undoWording('shipper-portal', -0.5)],
    remediation: 'rollback',
  },
];
