import type { Story } from '../story.ts';
import {
  boundedCache,
  dataClass,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  scaryPool,
  splitMethod,
  undoWording,
} from './held-decoys.ts';

/** Code that does something else than before. */
export const heldCode: readonly Story[] = [
  {
    name: 'held undefined in typescript',
    system: 'learn',
    service: 'quiz-service',
    victims: ['classroom'],
    alarm: { metric: 'errors', summary: 'quiz-service: share of errors above 3 %' },
    culprit: {
      service: 'quiz-service',
      minutes: -1,
      title: 'Quiz: less ceremony in the timer',
      files: {
        'quiz/src/timer.ts':
          ' export function remaining(quiz: Quiz, now: number): number {\n-  if (quiz.schedule === undefined) return quiz.durationMs;\n-  return quiz.schedule.endsAt - now;\n+  return quiz.schedule!.endsAt - now;\n }',
      },
    },
    trouble: { 'quiz-service': { errors: 0.24 }, classroom: { errors: 0.1 } },
    lines: [
      [
        'quiz-service',
        'ERROR',
        "TypeError: Cannot read properties of undefined (reading 'endsAt') at remaining (/app/quiz/src/timer.ts:{k}:{k})",
      ],
      ['classroom', 'WARN', 'quiz {n} cannot be opened: 500'],
    ],
    path: { services: ['classroom', 'quiz-service'], error: "Cannot read properties of undefined (reading 'endsAt')" },
    decoys: [licenseHeaders('quiz-service', -4), boundedCache('grading', -0.5), undoWording('quiz-service', -9)],
    flags: [{ flag: 'quiz-countdown-sound', service: 'quiz-service', minutes: -3 }],
    remediation: 'rollback',
  },
  {
    name: 'held query in loop in java',
    system: 'bank',
    service: 'ledger-core',
    victims: ['teller-bff', 'card-auth'],
    alarm: { metric: 'latency', summary: 'ledger-core p99 above 150 ms' },
    culprit: {
      service: 'ledger-core',
      minutes: -2,
      title: 'Overview carries the name of the counterparty',
      files: {
        'ledger-core/src/main/java/bank/ledger/OverviewService.java':
          '     for (Entry entry : entries) {\n-        lines.add(Line.of(entry));\n+        var party = partyRepository.findByIban(entry.getCounterIban());\n+        lines.add(Line.of(entry, party.map(Party::getName).orElse("")));\n     }',
      },
    },
    trouble: {
      'ledger-core': { latency: 19, cpu: 1.4 },
      'teller-bff': { latency: 5, errors: 0.04 },
      'card-auth': { latency: 2.5 },
    },
    extra: [
      ['ledger-db', 'statements_per_sec', 900, 31000],
      ['ledger-db', 'cpu_percent', 24, 91],
    ],
    lines: [
      ['ledger-core', 'WARN', 'Slow call OverviewService.overview: {n} ms, {n} statements'],
      ['ledger-db', 'INFO', 'duration: {k}.2 ms execute S_{k}: select p.id, p.name from party p where p.iban=$1'],
    ],
    path: { services: ['teller-bff', 'ledger-core'], ms: 640 },
    decoys: [dataClass('teller-bff', -1), fuzzTests('card-auth', -0.5), histogram('ledger-core', -12)],
    remediation: 'rollback',
  },
  {
    name: 'held unclosed handles in go',
    system: 'bank',
    service: 'card-auth',
    victims: ['teller-bff'],
    alarm: { metric: 'errors', summary: 'card-auth fails more than 2 % of calls' },
    culprit: {
      service: 'card-auth',
      minutes: -3,
      title: 'card-auth: journal per terminal',
      files: {
        'card-auth/journal/open.go':
          ' func Append(terminal string, e entry) error {\n-\tf, err := shared.Writer()\n+\tf, err := os.OpenFile(pathOf(terminal), os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)\n \tif err != nil {\n \t\treturn err\n \t}\n-\tdefer shared.Release(f)\n \treturn e.writeTo(f)\n }',
      },
    },
    trouble: { 'card-auth': { errors: 0.5, latency: 1.6 }, 'teller-bff': { errors: 0.2 } },
    extra: [
      ['card-auth', 'process_open_fds', 210, 65400],
      ['card-auth', 'process_max_fds', 65536, 65536, 'flat'],
    ],
    lines: [
      ['card-auth', 'ERROR', 'journal: open /var/journal/t{n}.log: too many open files'],
      ['card-auth', 'ERROR', 'http: Accept error: accept tcp [::]:8443: accept4: too many open files; retrying in 1s'],
    ],
    decoys: [fuzzTests('card-auth', 48), boundedCache('fraud-score', 30), dataClass('teller-bff', 55)],
    rampMinutes: 90,
    remediation: 'rollback',
  },
  {
    name: 'held synchronized block in kotlin',
    system: 'bank',
    service: 'teller-bff',
    victims: [],
    alarm: { metric: 'latency', summary: 'teller-bff p99 above 800 ms' },
    culprit: {
      service: 'teller-bff',
      minutes: -1,
      title: 'Teller: one exchange rate at a time',
      files: {
        'teller-bff/src/main/kotlin/bank/teller/Rates.kt':
          ' class Rates(private val client: RateClient) {\n-    suspend fun rate(pair: String): Rate = cache.get(pair) { client.load(pair) }\n+    @Synchronized\n+    fun rate(pair: String): Rate = runBlocking { client.load(pair) }\n }',
      },
    },
    trouble: { 'teller-bff': { latency: 16, errors: 0.03, requests: 0.8 } },
    extra: [
      ['teller-bff', 'executor_active_threads', 14, 64],
      ['teller-bff', 'executor_pool_max_threads', 64, 64, 'flat'],
    ],
    lines: [
      ['teller-bff', 'WARN', 'Thread exec-{k} blocked for {n} ms in bank.teller.Rates.rate'],
      ['teller-bff', 'ERROR', 'java.util.concurrent.RejectedExecutionException: Thread limit exceeded'],
    ],
    path: { services: ['teller-bff', 'ledger-core'], ms: 2100 },
    decoys: [dataClass('teller-bff', -7), histogram('ledger-core', -2), scaryPool('statement-job', -0.5)],
    flags: [{ flag: 'teller-rate-chart', service: 'teller-bff', minutes: -18 }],
    remediation: 'rollback',
  },
  {
    name: 'held leak of listeners in csharp',
    system: 'learn',
    service: 'roster-sync',
    victims: ['classroom'],
    alarm: { metric: 'process_working_set_mb', summary: 'roster-sync uses more than 900 MB' },
    culprit: {
      service: 'roster-sync',
      minutes: -5,
      title: 'Roster: tell listeners about renamed classes',
      files: {
        'RosterSync/Sync.cs':
          '     public async Task Run(School school)\n     {\n+        _bus.ClassRenamed += (_, e) => _audit.Write(school, e);\n         var pupils = await _client.Pupils(school);',
      },
    },
    trouble: { 'roster-sync': { latency: 2.5 }, classroom: { latency: 1.2 } },
    extra: [
      ['roster-sync', 'process_working_set_mb', 310, 1010],
      ['roster-sync', 'memory_limit_mb', 1024, 1024, 'flat'],
      ['roster-sync', 'dotnet_gc_pause_ratio', 0.01, 0.3],
    ],
    lines: [
      ['roster-sync', 'WARN', 'Audit wrote {n} entries for one rename'],
      ['roster-sync', 'WARN', 'GC gen2 took {n} ms, heap {n} MB'],
    ],
    decoys: [splitMethod('roster-sync', 120), guardClauses('classroom', 90), licenseHeaders('quiz-service', 133)],
    rampMinutes: 200,
    remediation: 'rollback',
  },
];
