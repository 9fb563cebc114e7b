// The arrows of docs/architecture.md. Each rule says why in its comment; tests/architecture proves that they bite.
const only = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const engine = '^packages/analysis/src/';
/** The stages of the engine in their order, by the rule that keeps each: the folders of the stage. */
const engineStages = {
  'engine-readers-look-back': [
    'evidence',
    'onset',
    'log-patterns',
    'topology',
    'patches',
    'changes',
    'attribution',
    'ranking',
  ],
  'engine-scene-looks-back': ['scene'],
  'engine-hypotheses-look-back': ['hypotheses'],
  'engine-verdict-looks-back': ['verdict'],
  'engine-report-looks-back': ['report'],
};
const engineRules = Object.entries(engineStages).map(([name, folders], index, all) => {
  const later = all.slice(index + 1).flatMap(([, ofStage]) => ofStage.map((folder) => `${engine}${folder}/`));
  return only(
    name,
    'A stage of the engine uses only the stages before it, so that each can be read and tested without the later ones.',
    { path: `${engine}(${folders.join('|')})/` },
    { path: [...later, `${engine}(diagnose|index)\\.ts$`] },
  );
});

module.exports = {
  forbidden: [
    only('no-cycles', 'Two modules that need each other are one module.', {}, { circular: true }),
    only(
      'apps-stand-alone',
      'Apps talk through queues and records, never by import.',
      { path: '^apps/([^/]+)/' },
      {
        path: '^apps/',
        pathNot: '^apps/$1/',
      },
    ),
    only(
      'packages-know-no-app',
      'A package that knows an app cannot be used by another.',
      { path: '^packages/' },
      {
        path: '^(apps|benchmarks|tests)/',
      },
    ),
    only(
      'only-what-exports-names',
      'A deep path makes an inside file a promise.',
      { path: '^(apps|packages|benchmarks)/([^/]+)/' },
      {
        path: '^packages/([^/]+)/src/',
        pathNot: [
          '^packages/[^/]+/src/index\\.ts$',
          '^packages/jobs/src/bullmq/index\\.ts$',
          '^packages/data-sources/src/settings\\.ts$',
          '^packages/incident-io/src/(webhooks|api)/index\\.ts$',
          '^$1/$2/',
        ],
      },
    ),
    only(
      'pure-packages',
      'Pure packages do no I/O, read no clock, import no runtime library but zod.',
      { path: '^packages/(severity|failures|incident|policy|analysis|report-truth)/src/' },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: 'node_modules/zod/' },
    ),
    only(
      'analysis-knows-words-only',
      'The engine sees normalised observations and nothing else.',
      { path: '^packages/analysis/src/' },
      {
        path: '^packages/',
        pathNot: '^packages/(analysis|incident)/',
      },
    ),
    only(
      'truth-knows-no-engine',
      'Who compares a report with what was observed must not ask the engine what is true.',
      { path: '^packages/report-truth/src/' },
      { path: '^packages/', pathNot: '^packages/(report-truth|incident)/' },
    ),
    ...engineRules,
    only(
      'incident-knows-nobody',
      'The words are the bottom of the tree.',
      { path: '^packages/(incident|failures)/src/' },
      {
        path: '^packages/',
        pathNot: '^packages/(incident|failures)/src/',
      },
    ),
    only(
      'bullmq-stays-home',
      'The queue library may be replaced in one folder.',
      {
        path: '^(apps|packages)/',
        pathNot: ['^packages/jobs/src/bullmq/', '/test/', '^apps/operator-console/src/queue-board'],
      },
      {
        path: 'node_modules/bullmq/',
      },
    ),
    only(
      'ioredis-stays-home',
      'Redis is reached through one package, so that connecting, failing and leaving are the same everywhere.',
      {
        path: '^(apps|packages)/',
        pathNot: [
          '^packages/redis/src/',
          '^packages/test-kit/',
          // the doctor reports how a single connection fails
          '^apps/operator-cli/src/doctor/checks/read-redis-info\\.ts$',
          '/test/',
        ],
      },
      { path: 'node_modules/ioredis/' },
    ),
    only(
      'slack-stays-home',
      'Slack is one way to deliver, not a part of the system.',
      { path: '^(apps|packages)/', pathNot: ['^apps/notifier/src/slack/', '/test/'] },
      {
        path: 'node_modules/@slack/',
      },
    ),
    only(
      'timeline-knows-no-slack',
      'What both deliveries use is in text/: a change for Slack must not change the timeline.',
      { path: '^apps/notifier/src/(timeline|text)/' },
      { path: '^apps/notifier/src/slack/' },
    ),
    only(
      'vendor-sdks-stay-home',
      'Heavy SDKs load only where they are configured.',
      { path: '^(apps|packages)/', pathNot: ['^packages/data-sources/src/aws/', '^packages/secrets/src/', '/test/'] },
      {
        path: 'node_modules/@aws-sdk/',
      },
    ),
    only(
      'express-serves',
      'Only what serves HTTP knows the HTTP framework.',
      { path: '^packages/', pathNot: ['^packages/(service-runtime|test-kit)/', '/test/'] },
      {
        path: 'node_modules/express/',
      },
    ),
    only(
      'stages-look-back',
      'Stage n of an investigation knows the stages before it, never after.',
      { path: '/investigation/1-context/' },
      {
        path: '/investigation/[2-9]-',
      },
    ),
    only(
      'stages-look-back-2',
      'Stage n of an investigation knows the stages before it, never after.',
      { path: '/investigation/2-plan/' },
      {
        path: '/investigation/[3-9]-',
      },
    ),
    only(
      'investigation-knows-no-trigger',
      'What is investigated does not depend on what started it or on what becomes of it.',
      { path: '^apps/investigator-worker/src/investigation/' },
      { path: '^apps/investigator-worker/src/(run|consider-update|reconcile|intake|deliveries)/' },
    ),
    only(
      'parser-at-the-edge',
      'Commands declare what they take; what they do can be called without a command line.',
      {
        path: '^apps/operator-cli/src/',
        pathNot: ['^apps/operator-cli/src/(main|cli-command|run-command-line)\\.ts$', '-command\\.ts$'],
      },
      { path: 'node_modules/commander/' },
    ),
    only(
      'test-kit-is-for-tests',
      'Product code does not lean on test code.',
      { path: '/src/', pathNot: '^packages/test-kit/' },
      {
        path: '^packages/test-kit/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Anchored on purpose: a bare `dist` would also hide node_modules/bullmq/dist, and its rule would pass silently.
    exclude: { path: '^(apps|packages|benchmarks)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.base.json` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@incidentfox/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
