import type { SystemStory } from '../story.ts';

/** A web shop: Go and Java behind a TypeScript front. */
const harbor: SystemStory = {
  half: 'dev',
  services: {
    storefront: {
      calls: ['basket', 'pricing'],
      ms: 160,
      rps: 210,
      says: ['GET /p/{n} 200 {ms}ms', 'rendered page home in {ms}ms'],
    },
    basket: {
      calls: ['order-writer', 'session-cache'],
      ms: 45,
      rps: 120,
      says: ['basket {id} updated items={k}', 'POST /basket/items 200 {ms}ms'],
    },
    pricing: {
      calls: ['tax-rules'],
      ms: 22,
      rps: 180,
      says: ['priced {k} items in {ms}ms', 'reloaded price book revision {n}'],
    },
    'tax-rules': { calls: [], ms: 8, rps: 170, says: ['evaluated rule set {h} in {ms}ms'] },
    'order-writer': {
      calls: ['stock', 'orders-db'],
      ms: 60,
      rps: 40,
      says: ['order {id} accepted', 'flushed {k} outbox rows'],
    },
    stock: { calls: ['orders-db'], ms: 18, rps: 60, says: ['reserved {k} units for {id}'] },
    'orders-db': { calls: [], ms: 4, rps: 0, says: ['checkpoint complete: wrote {n} buffers'] },
    'session-cache': { calls: [], ms: 1, rps: 0, says: ['DB saved on disk'] },
  },
  names: {
    latency: 'http_server_duration_p99_ms',
    errors: 'http_5xx_ratio',
    requests: 'requests_per_sec',
    cpu: 'cpu_utilization_ratio',
    memory: '',
  },
  log: 'otel',
  diff: 'git',
  people: ['ines.moreau', 'tom.becker', 'a.oduya', 'rina.sato', 'luca.conti'],
  mutters: [
    ['storefront', 'WARN', 'image {n}.webp not found, placeholder shown'],
    ['stock', 'WARN', 'slow consumer: {ms}ms behind'],
  ],
  commits: [
    ['docs: how to run the shop locally', 'docs/local.md', null],
    ['ci: split lint and unit jobs', '.github/workflows/ci.yml', '-    needs: [lint]\n+    needs: []'],
    ['chore: update CODEOWNERS for pricing', 'CODEOWNERS', null],
    [
      'test(tax): more cases for reduced rates',
      'services/tax-rules/rules_test.go',
      '+\t{name: "books", rate: 700},\n+\t{name: "food", rate: 500},',
    ],
    ['style: gofmt', 'services/basket/item.go', '-func  total(xs []Item) int64 {\n+func total(xs []Item) int64 {'],
    ['chore(web): bump eslint', 'services/storefront/package.json', '-    "eslint": "9.7.0",\n+    "eslint": "9.8.0",'],
    ['docs: ADR 31, outbox for order events', 'docs/adr/0031-outbox.md', null],
    [
      'refactor: name the page sizes',
      'services/storefront/src/paging.ts',
      '-  return items.slice(0, 24);\n+  return items.slice(0, PAGE_SIZE);',
    ],
  ],
  flags: ['new-footer', 'basket-badge-animation', 'summer-landing'],
};

/** A hospital's portal: Kotlin, Java and C#. */
const clinic: SystemStory = {
  half: 'dev',
  services: {
    'portal-web': {
      calls: ['booking', 'patient-records'],
      ms: 210,
      rps: 80,
      says: ['page appointments served in {ms} ms', 'signed in user {h}'],
    },
    booking: {
      calls: ['patient-records', 'slots-db', 'reminder-worker'],
      ms: 75,
      rps: 45,
      says: ['Slot {id} offered', 'Booking {id} confirmed'],
    },
    'patient-records': {
      calls: ['records-db', 'labs-gateway'],
      ms: 50,
      rps: 70,
      says: ['Loaded chart {id} in {ms} ms', 'Access logged for chart {id}'],
    },
    'labs-gateway': {
      calls: [],
      ms: 130,
      rps: 20,
      says: ['HL7 message {id} acknowledged AA', 'Imported {k} observations'],
    },
    'reminder-worker': {
      calls: [],
      ms: 90,
      rps: 12,
      says: ['sent reminder {id} via sms', 'picked batch of {k} reminders'],
    },
    'records-db': { calls: [], ms: 3, rps: 0, says: ['automatic vacuum of table records.access_log'] },
    'slots-db': { calls: [], ms: 3, rps: 0, says: ['checkpoint starting: time'] },
  },
  names: {
    latency: 'request_latency_p95_seconds',
    errors: 'request_error_pct',
    requests: 'request_rate',
    cpu: 'process_cpu_percent',
    memory: '',
  },
  log: 'logback',
  diff: 'named',
  people: ['h.lindqvist', 'sara.nouri', 'devi.pillai', 'j.mazur'],
  mutters: [
    ['portal-web', 'WARN', 'Session {h} expired, user sent to sign-in'],
    ['labs-gateway', 'ERROR', 'Peer {ip} closed the connection before ACK'],
  ],
  commits: [
    [
      'Correct a typo in the consent text',
      'portal-web/src/i18n/en.json',
      '-  "consent": "I aggree to the terms",\n+  "consent": "I agree to the terms",',
    ],
    ['Add runbook for slot imports', 'docs/runbooks/slots.md', null],
    [
      'Detekt: fix warnings',
      'booking/src/main/kotlin/Slots.kt',
      '-    val l = slots.toList()\n+    val open = slots.toList()',
    ],
    ['Unit tests for HL7 escape sequences', 'labs-gateway/tests/EscapeTests.cs', null],
    ['Build: cache Gradle wrapper', '.gitlab-ci.yml', '+  cache:\n+    paths: [.gradle/wrapper]'],
    ['Raise ktlint to 1.3', 'build.gradle.kts', '-ktlint = "1.2.1"\n+ktlint = "1.3.0"'],
    ['Explain the retention rules', 'docs/retention.md', null],
  ],
  flags: ['show-waiting-list', 'dark-theme', 'new-calendar'],
};

/** A video site: Ruby, Python and Go. */
const reel: SystemStory = {
  half: 'dev',
  services: {
    'site-web': {
      calls: ['catalog-api', 'uploads'],
      ms: 140,
      rps: 300,
      says: ['Completed 200 OK in {ms}ms (Views: {k}ms | ActiveRecord: {k}ms)', 'Started GET "/watch/{n}"'],
    },
    'catalog-api': { calls: ['search-index', 'thumbs'], ms: 35, rps: 260, says: ['listed {k} videos for channel {h}'] },
    uploads: {
      calls: ['media-jobs'],
      ms: 240,
      rps: 14,
      says: ['stored part {k} of upload {id}', 'upload {id} complete bytes={n}'],
    },
    'media-jobs': {
      calls: ['thumbs'],
      ms: 900,
      rps: 6,
      says: ['job {id} finished rendition 720p', 'claimed job {id}'],
    },
    thumbs: { calls: [], ms: 28, rps: 190, says: ['thumb {h} served from disk cache'] },
    'search-index': { calls: [], ms: 40, rps: 90, says: ['[index-2026] took[{ms}ms], total_hits[{n}]'] },
  },
  names: { latency: 'latency_p99_ms', errors: 'error_ratio', requests: 'rps', cpu: '', memory: 'memory_usage_ratio' },
  log: 'pino',
  diff: 'hunk',
  people: ['marisol', 'kwame.boateng', 'p-novak', 'yun.li', 'olly'],
  mutters: [
    ['site-web', 'WARN', 'Can not verify CSRF token authenticity.'],
    ['uploads', 'ERROR', 'client {ip} went away during part {k}'],
  ],
  commits: [
    ['Update screenshots in the README', 'README.md', null],
    ['Rubocop: Style/StringLiterals', 'site/app/models/channel.rb', '-    name.gsub("_", " ")\n+    name.tr("_", " ")'],
    ['Specs for channel slugs', 'site/spec/models/channel_spec.rb', null],
    [
      'Add type hints to the uploader',
      'uploads/parts.py',
      '-def part_key(upload, n):\n+def part_key(upload: str, n: int) -> str:',
    ],
    ['Pin actions/checkout', '.github/workflows/test.yml', null],
    ['Makefile: sort targets', 'Makefile', null],
    ['Remove an unused fixture', 'uploads/tests/fixtures/tiny.mp4.b64', null],
    [
      'Wording of the upload page',
      'site/config/locales/en.yml',
      '-    hint: Drop you file here\n+    hint: Drop your file here',
    ],
  ],
  flags: ['autoplay-next', 'compact-comments', 'beta-player-skin'],
};

export const devSystems = { harbor, clinic, reel };
