import type { SystemStory } from '../story.ts';

/** A mobile operator: Python and Go in one repository, Terraform beside it. */
const operator: SystemStory = {
  half: 'varied',
  services: {
    'self-care': {
      calls: ['tariff-api', 'usage-meter'],
      ms: 190,
      rps: 95,
      says: ['page balance built in {ms} ms', 'login ok subscriber={n}'],
    },
    'tariff-api': { calls: ['tariff-db', 'roaming'], ms: 40, rps: 130, says: ['tariff {n} read', 'GET /tariffs 200'] },
    'usage-meter': { calls: ['usage-db'], ms: 25, rps: 150, says: ['counted {k} records', 'rated record {id}'] },
    roaming: { calls: [], ms: 60, rps: 25, says: ['partner list of {k} zones is fresh'] },
    'sim-orders': { calls: ['tariff-api'], ms: 85, rps: 15, says: ['sim order {id} taken', 'courier told about {id}'] },
    'tariff-db': { calls: [], ms: 4, rps: 0, says: ['checkpoint complete: {n} buffers'] },
    'usage-db': { calls: [], ms: 4, rps: 0, says: ['compaction of {n} files finished'] },
  },
  names: {
    latency: 'request_duration_p95_ms',
    errors: 'request_failure_ratio',
    requests: 'requests_per_second',
    cpu: 'container_cpu_ratio',
    memory: 'container_memory_ratio',
  },
  log: 'otel',
  diff: 'git',
  people: ['noor.haddad', 'piet.jansen', 'g.silva', 'mei.tan'],
  mutters: [
    ['self-care', 'WARN', 'slow browser reported by subscriber {n}'],
    ['roaming', 'WARN', 'zone {k} has no partner, home tariff used'],
  ],
  commits: [
    ['Explain the repository layout', 'docs/layout.md', null],
    ['lint: line length', 'pyproject.toml', '-line-length = 99\n+line-length = 100'],
    ['Spelling of roaming zones', 'roaming/zones.md', null],
    [
      'test: tariffs of last year',
      'tariff_api/tests/test_old.py',
      '+def test_old():\n+    assert tariff(2019) is None',
    ],
    ['Rename a helper in the meter', 'usage_meter/fmt.go', '-func show(n int) string {\n+func shown(n int) string {'],
  ],
  flags: ['balance-chart', 'dark-colours'],
};

/** A news paper: Ruby, Java and TypeScript. */
const press: SystemStory = {
  half: 'varied',
  services: {
    'front-page': {
      calls: ['articles', 'comments', 'paywall'],
      ms: 130,
      rps: 260,
      says: ['front page for edition {k} in {ms}ms', 'GET / 200'],
    },
    articles: { calls: ['articles-db', 'media'], ms: 35, rps: 240, says: ['article {n} served', 'teaser list built'] },
    comments: { calls: ['comments-db'], ms: 28, rps: 90, says: ['comment {id} shown', 'thread {n} loaded'] },
    paywall: { calls: [], ms: 15, rps: 180, says: ['meter of reader {h} is {k}'] },
    newsletter: { calls: ['articles'], ms: 70, rps: 8, says: ['letter {id} handed over', 'picked {k} readers'] },
    media: { calls: [], ms: 50, rps: 140, says: ['picture {n}.jpg scaled in {ms}ms'] },
    'articles-db': { calls: [], ms: 3, rps: 0, says: ['autovacuum of articles done'] },
    'comments-db': { calls: [], ms: 3, rps: 0, says: ['connection received: host={ip}'] },
  },
  names: {
    latency: 'response_time_p99_seconds',
    errors: 'failed_requests_pct',
    requests: 'http_requests_per_sec',
    cpu: 'cpu_used_pct',
    memory: 'memory_used_ratio',
  },
  log: 'pino',
  diff: 'named',
  people: ['ada.krol', 'ben.owusu', 'chiara.neri', 'd.petit'],
  mutters: [
    ['articles', 'WARN', 'article {n} has no teaser picture'],
    ['comments', 'WARN', 'link in comment {id} removed'],
  ],
  commits: [
    ['Style guide for headlines', 'docs/headlines.md', null],
    ['CI: cache gems', '.github/workflows/test.yml', '+          bundler-cache: true'],
    ['Wording of the imprint', 'front/locales/de.yml', '-  imprint: Impresum\n+  imprint: Impressum'],
    ['Specs for long titles', 'articles/spec/title_spec.rb', '+  it { expect(short(title)).to end_with("…") }'],
    ['Space between cards', 'front/src/card.css', '-.card { margin: 8px }\n+.card { margin: 12px }'],
  ],
  flags: ['big-pictures', 'reading-time', 'quiz-of-the-day'],
};

export const variedSystems: Readonly<Record<string, SystemStory>> = { operator, press };
