import type { SystemStory } from '../story.ts';

/** A freight company: TypeScript, C#, Ruby and Go. */
const freight: SystemStory = {
  half: 'held',
  services: {
    'shipper-portal': {
      calls: ['quote-engine', 'consignments'],
      ms: 190,
      rps: 95,
      says: ['quote page rendered rev={h}', 'shipper {n} opened consignment list'],
    },
    'quote-engine': {
      calls: ['lane-rates', 'geo-cache'],
      ms: 70,
      rps: 60,
      says: ['Quote {id} computed in {ms} ms', 'Fuel surcharge table v{n} active'],
    },
    'lane-rates': { calls: ['rates-db'], ms: 14, rps: 110, says: ['lane {h} priced'] },
    consignments: {
      calls: ['manifest-store', 'carrier-link'],
      ms: 85,
      rps: 30,
      says: ['consignment {id} booked', 'label for {id} printed'],
    },
    'carrier-link': {
      calls: [],
      ms: 310,
      rps: 18,
      says: ['pickup {id} announced to carrier', 'tracking poll: {k} parcels moved'],
    },
    'manifest-store': { calls: ['rates-db'], ms: 20, rps: 35, says: ['manifest {id} sealed, {k} lines'] },
    'geo-cache': { calls: [], ms: 1, rps: 0, says: ['Background saving terminated with success'] },
    'rates-db': { calls: [], ms: 5, rps: 0, says: ['connection authorized: user=rates'] },
  },
  names: {
    latency: 'request_duration_seconds_p99',
    errors: 'failed_requests_pct',
    requests: 'throughput_rps',
    cpu: 'container_cpu_usage_ratio',
    memory: '',
  },
  log: 'serilog',
  diff: 'hunk',
  people: ['greta.holm', 'samir.k', 'bo.nilsen', 'w.achebe'],
  mutters: [
    ['carrier-link', 'WARN', 'carrier sent unknown event code {k}, ignored'],
    ['shipper-portal', 'WARN', 'CSP report received for {ip}'],
  ],
  commits: [
    ['Document the lane import', 'docs/lane-import.md', null],
    [
      'Dependabot: actions/setup-dotnet 4',
      '.github/workflows/dotnet.yml',
      '-      uses: actions/setup-dotnet@v3\n+      uses: actions/setup-dotnet@v4',
    ],
    ['Remove trailing spaces', 'consignments/app/models/label.rb', '-  belongs_to :carrier \n+  belongs_to :carrier'],
    ['Specs for pallets', 'consignments/spec/pallet_spec.rb', null],
    ['Translate three labels to Danish', 'portal/src/i18n/da.json', '+  "pickup": "Afhentning",'],
    ['Editorconfig for C#', '.editorconfig', null],
    ['Use file-scoped namespaces', 'QuoteEngine/Surcharge.cs', '-namespace QuoteEngine\n-{\n+namespace QuoteEngine;'],
  ],
  flags: ['portal-winter-theme', 'show-carbon-figure', 'beta-route-map'],
};

/** A bank: Kotlin, Java, Go and Python. */
const bank: SystemStory = {
  half: 'held',
  services: {
    'teller-bff': {
      calls: ['ledger-core', 'card-auth'],
      ms: 120,
      rps: 140,
      says: ['served overview for customer {h}', 'transfer {id} submitted'],
    },
    'card-auth': {
      calls: ['fraud-score', 'ledger-core'],
      ms: 40,
      rps: 220,
      says: ['auth {id} approved', 'auth {id} declined code=51'],
    },
    'fraud-score': { calls: ['feature-store'], ms: 25, rps: 210, says: ['scored {id} score=0.0{k} model=m41'] },
    'ledger-core': {
      calls: ['ledger-db'],
      ms: 16,
      rps: 260,
      says: ['Posted entry {id}', 'Balance read for account {h}'],
    },
    'statement-job': { calls: ['ledger-core'], ms: 400, rps: 2, says: ['statement {id} written'] },
    'feature-store': { calls: [], ms: 3, rps: 0, says: ['compaction finished in {ms}ms'] },
    'ledger-db': { calls: [], ms: 3, rps: 0, says: ['archived write-ahead log file {h}'] },
  },
  names: {
    latency: 'rpc_latency_p99_ms',
    errors: 'rpc_error_ratio',
    requests: 'rpc_requests_per_sec',
    cpu: 'cpu_percent',
    memory: 'heap_used_ratio',
  },
  log: 'logback',
  diff: 'git',
  people: ['o.marchetti', 'chloe.dubois', 'ravi.menon', 'hannah.weiss', 'k.ito'],
  mutters: [
    ['card-auth', 'WARN', 'terminal {n} sent a duplicate request, answered from the journal'],
    ['ledger-core', 'WARN', 'Optimistic lock retry on account {h}'],
  ],
  commits: [
    ['Audit: list of data owners', 'docs/audit/owners.md', null],
    [
      'ktlint',
      'teller-bff/src/main/kotlin/Overview.kt',
      '-fun overview( id: String )=load(id)\n+fun overview(id: String) = load(id)',
    ],
    ['Tests for leap days', 'ledger-core/src/test/java/bank/InterestTest.java', null],
    ['pre-commit: add ruff', '.pre-commit-config.yaml', null],
    [
      'Name the magic number of journal slots',
      'card-auth/journal/ring.go',
      '-\tslots [1024]entry\n+\tslots [journalSlots]entry',
    ],
    [
      'Comment on rounding',
      'ledger-core/src/main/java/bank/Rounding.java',
      '+    // Half even, as the regulator asks for.',
    ],
    ['Bump postcss in the teller app', 'teller-app/package.json', '-    "postcss": "8.4.38"\n+    "postcss": "8.4.39"'],
  ],
  flags: ['teller-quick-search', 'show-iban-groups', 'calm-mode'],
};

/** A school: Ruby, TypeScript, Python and C#. */
const learn: SystemStory = {
  half: 'held',
  services: {
    classroom: {
      calls: ['quiz-service', 'roster-sync', 'file-drop'],
      ms: 130,
      rps: 150,
      says: ['opened lesson {n} for class {h}', 'Rendered lessons/show in {ms}ms'],
    },
    'quiz-service': { calls: ['grading'], ms: 50, rps: 85, says: ['answer {id} saved', 'quiz {n} started by {h}'] },
    grading: { calls: ['school-db'], ms: 180, rps: 22, says: ['graded sheet {id} points={k}'] },
    'roster-sync': {
      calls: ['school-db'],
      ms: 95,
      rps: 9,
      says: ['Roster of class {h} unchanged', 'Synchronised {k} pupils'],
    },
    'file-drop': { calls: [], ms: 60, rps: 40, says: ['stored file {h}.pdf', 'served file {h}.pdf'] },
    'school-db': { calls: [], ms: 4, rps: 0, says: ['InnoDB: page cleaner took {n}ms'] },
  },
  names: {
    latency: 'resp_time_p95_ms',
    errors: 'errors_share',
    requests: 'req_per_sec',
    cpu: 'cpu_cores_used',
    memory: '',
  },
  log: 'otel',
  diff: 'named',
  people: ['mette', 'fabian.k', 'noor.aziz', 'zeke'],
  mutters: [
    ['classroom', 'WARN', 'deprecated cookie format seen from {ip}'],
    ['roster-sync', 'WARN', 'school {n} has two classes of one name'],
  ],
  commits: [
    ['How we number releases', 'docs/releases.md', null],
    ['eslint --fix', 'quiz/src/timer.ts', '-  var left = end - now;\n+  const left = end - now;'],
    ['Factory for sheets in tests', 'grading/tests/factories.py', null],
    [
      'Spelling in the lesson editor',
      'classroom/config/locales/en.yml',
      '-    attachement: Attachement\n+    attachment: Attachment',
    ],
    ['CI: run on merge queue', '.github/workflows/main.yml', null],
    ['Drop an empty stylesheet', 'classroom/app/assets/print2.css', null],
    ['Type the sheet cache', 'grading/sheets.py', '-def load(key):\n+def load(key: str) -> Sheet:'],
  ],
  flags: ['confetti', 'large-type', 'lesson-outline-left'],
};

export const heldSystems = { freight, bank, learn };
