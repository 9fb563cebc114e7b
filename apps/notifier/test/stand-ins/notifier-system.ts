import type { Settings, TeamSettings } from '@incidentfox/config';
import type { Investigation, TimelineEntryType } from '@incidentfox/incident';
import { connectStores, type Stores } from '@incidentfox/investigations';
import { type JobProducer, updateSlack, writeTimelineEntry } from '@incidentfox/jobs';
import { connectProducer } from '@incidentfox/jobs/bullmq';
import { Secret } from '@incidentfox/secrets';
import { createLogger } from '@incidentfox/service-runtime';
import { type PrivateRedis, privateRedis } from '@incidentfox/test-kit';
import { composeNotifier, type NotifierOptions } from '../../src/compose.ts';
import { type FakeIncidentIo, fakeIncidentIo } from './fake-incident-io.ts';
import { type FakeSlack, fakeSlack } from './slack/fake-slack.ts';

export type NotifierSystemOptions = Partial<
  Pick<NotifierOptions, 'timings' | 'pace' | 'concurrency' | 'socketRetryMs'>
> & {
  readonly consoleUrl?: string | null;
  readonly team?: (usual: TeamSettings) => TeamSettings;
  /** Do not start the notifier: the test starts processes of its own. */
  readonly withoutNotifier?: boolean;
  /** Before the notifier starts. */
  readonly prepare?: (slack: FakeSlack) => void;
};

export interface NotifierSystem {
  readonly redis: PrivateRedis;
  readonly slack: FakeSlack;
  readonly incidentIo: FakeIncidentIo;
  readonly stores: Stores;
  readonly producer: JobProducer;
  /** Where the notifier listens. */
  readonly url: string;
  readonly settings: Settings;
  /** Lines the notifier logged at warn and above. */
  readonly warnings: string[];
  write(record: Investigation): Promise<void>;
  askSlack(
    record: Investigation,
    stage: 'started' | 'progress' | 'feedback' | 'findings' | 'ended',
    step?: number,
  ): Promise<void>;
  askTimeline(record: Investigation, entry: TimelineEntryType): Promise<void>;
  close(): Promise<void>;
}

/** Fast enough for tests; the proportions are those of the real ones. */
export const quick = {
  settleMs: 50,
  leaseMs: 1_000,
  progressIntervalMs: 300,
  channelWithinMs: 6_000,
  refusalPatienceMs: 0,
  answerPatienceMs: 5_000,
};
export const quickPace = { betweenPostsMs: 20, postsPerMinute: 100_000, lowPriorityUpdatesPerMinute: 100_000 };

/** A notifier with its own Redis, Slack and incident.io, all on loopback. */
export async function notifierSystem(options: NotifierSystemOptions = {}): Promise<NotifierSystem> {
  const redis = await privateRedis();
  const slack = await fakeSlack();
  options.prepare?.(slack);
  const incidentIo = await fakeIncidentIo();
  const stores = await connectStores({ redisUrl: redis.url, prefix: redis.prefix });
  const producer = await connectProducer({ redisUrl: redis.url, prefix: redis.prefix });
  const settings = systemSettings(slack.apiUrl, incidentIo.url, options.team);
  const warnings: string[] = [];
  const logger = createLogger({
    service: 'notifier',
    level: 'warn',
    destination: { write: (line: string) => void warnings.push(line) },
  });
  const environment = {
    configFile: '',
    redisUrl: redis.url,
    port: 0,
    host: '127.0.0.1',
    metricsPort: null,
    prefix: redis.prefix,
    consoleUrl: options.consoleUrl === undefined ? 'https://fox.example.com' : options.consoleUrl,
  };
  const { timings = quick, pace = quickPace, concurrency = 20 } = options;
  const notifier = options.withoutNotifier
    ? null
    : await composeNotifier({
        environment,
        settings: { current: () => settings, close: async () => {} },
        logger,
        timings,
        pace,
        concurrency,
        ...(options.socketRetryMs && { socketRetryMs: options.socketRetryMs }),
      });
  const address = (record: Investigation) => ({
    team: record.team,
    investigationId: record.id,
    revision: record.revision,
  });
  return {
    ...{ redis, slack, incidentIo, stores, producer, settings, warnings },
    url: notifier?.url ?? '',
    write: (record) => stores.investigations.write(record),
    askSlack: async (record, stage, step = 0) =>
      void (await producer.add(updateSlack, { ...address(record), stage, key: String(step) })),
    askTimeline: async (record, entry) => void (await producer.add(writeTimelineEntry, { ...address(record), entry })),
    close: async () => {
      await notifier?.stop();
      await producer.close();
      await stores.close();
      await slack.close();
      await incidentIo.close();
      await redis.close();
    },
  };
}

export function systemSettings(
  slackUrl: string,
  incidentIoUrl: string,
  change: (usual: TeamSettings) => TeamSettings = (usual) => usual,
): Settings {
  const team: TeamSettings = {
    id: 'default',
    incidentIo: {
      enabled: true,
      webhookSecrets: [],
      apiKey: new Secret('env:KEY', 'key'),
      apiUrl: incidentIoUrl,
      policy: {} as TeamSettings['incidentIo']['policy'],
      postToChannel: true,
      createTimelineEntry: true,
      timelineEntryTypes: ['investigation_start', 'root_cause_found', 'investigation_complete', 'evidence_event'],
      changeWindowHours: 4,
      minConfidence: 0.5,
    },
    slack: {
      enabled: true,
      botToken: new Secret('env:BOT', 'xoxb-test'),
      signingSecret: new Secret('env:SIGN', 'signing-secret'),
      appToken: null,
      announceFrom: null,
      apiUrl: slackUrl,
    },
    tools: [],
    services: [
      { name: 'checkout-service', aliases: ['checkout'], dependsOn: ['payment-gateway'], vendorNames: {} },
      { name: 'payment-gateway', aliases: ['payments'], dependsOn: [], vendorNames: {} },
    ],
  };
  return { teams: [change(team)], warnings: [] };
}
