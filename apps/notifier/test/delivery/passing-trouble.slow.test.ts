import type { Investigation } from '@incidentfox/incident';
import { anIncident } from '@incidentfox/test-kit';
import type { CallWatch, Fault, SeenCall } from '../stand-ins/fault-plan.ts';
import { type NotifierSystem, notifierSystem } from '../stand-ins/notifier-system.ts';
import { aRecord, aReport } from '../stand-ins/records.ts';
import { chance, settled, whatIsWrong } from '../stand-ins/settled.ts';

/** `SEEDS=50` plays that many variations of each kind of trouble. */
const seeds = Array.from({ length: Number(process.env.SEEDS ?? 4) }, (_, i) => 20261128 + i);
const channel = 'C02AW36C1M5';
const page = '<html><title>Sign in to your network</title></html>';
const words = ['team_added_to_org', 'org_login_required', 'service_unavailable', 'fatal_error', 'blue_moon'];

type Pick = (below: number) => number;

/** An answer that is not the one that was asked for, with or without its effect. */
function wrongAnswer(pick: Pick): Fault {
  const forms: Fault[] = [
    { kind: 'answer', body: page },
    { kind: 'answer', body: '' },
    { kind: 'answer', body: { message: 'no healthy upstream' } },
    { kind: 'answer', body: { ok: false, error: words[pick(words.length)] ?? '' } },
    { kind: 'answer', status: [403, 404, 500, 502, 503][pick(5)] ?? 500, body: page },
    { kind: 'answer', status: 429, body: { ok: false, error: 'ratelimited' } },
    { kind: 'answer_after', body: page },
    { kind: 'answer_after', body: '{"ok":true,"channel":"C0' },
    { kind: 'answer_after', status: 502, body: page },
    { kind: 'drop_before' },
    { kind: 'drop_after' },
  ];
  return forms[pick(forms.length)] as Fault;
}

/** From a chosen call on, and for a chosen time, every call is answered wrongly. */
function outage(from: number, lastsMs: number, pick: Pick): { watch: CallWatch; hits: () => number } {
  let seen = 0;
  let until: number | null = null;
  let hits = 0;
  const fault = (): Fault | undefined => {
    if (seen++ === from) until = Date.now() + lastsMs;
    if (until === null || Date.now() >= until) return undefined;
    hits++;
    return wrongAnswer(pick);
  };
  return { watch: { fault }, hits: () => hits };
}

/** A 403 or 404 of incident.io itself says that the key may not write: that is another story, told in timeline.test.ts. */
function withoutRefusals(watch: CallWatch): CallWatch {
  return {
    fault: (call) => {
      const fault = watch.fault?.(call);
      const isRefusal = fault?.kind === 'answer' && (fault.status === 403 || fault.status === 404);
      return isRefusal ? { kind: 'answer', status: 503, body: page } : fault;
    },
  };
}

/** The answer to one chosen post is lost, and people write so many messages before anybody looks. */
function lostAnswer(system: NotifierSystem, at: number, people: number): CallWatch {
  let posts = 0;
  let lost: SeenCall | undefined;
  return {
    fault: (call) => {
      if (call.method !== 'chat.postMessage' || posts++ !== at) return undefined;
      lost = call;
      return { kind: 'drop_after' };
    },
    afterEffect: (call) => {
      if (call !== lost) return;
      const thread = call.args.thread_ts ? { threadTs: String(call.args.thread_ts) } : {};
      for (let i = 0; i < people; i++) system.slack.say(channel, `message ${i}`, i % 3 === 0 ? thread : {});
    },
  };
}

async function play(system: NotifierSystem): Promise<Investigation> {
  const incident = anIncident();
  const running = aRecord({ incident });
  const done = aRecord({ incident, report: aReport() });
  await system.write(running);
  await system.askSlack(running, 'started');
  await system.askTimeline(running, 'investigation_start');
  await system.write(done);
  await system.askSlack(done, 'findings');
  await system.askTimeline(done, 'root_cause_found');
  await system.askTimeline(done, 'investigation_complete');
  return done;
}

/** Plays one variation and gives what is wrong in the end. */
async function variation(prepare: (system: NotifierSystem) => string): Promise<string[]> {
  const system = await notifierSystem({ timings: { settleMs: 100, leaseMs: 2_000, refusalPatienceMs: 0 } });
  try {
    const what = prepare(system);
    const record = await play(system);
    await settled(system, 90_000, what);
    const { failed } = await system.producer.counts('notifications');
    const elsewhere = system.slack.calls.filter(({ args }) => args.channel && args.channel !== channel);
    const wrong = [
      ...whatIsWrong(system, record, 3),
      ...system.slack.refused,
      ...system.incidentIo.refused,
      ...(failed > 0 ? [`${failed} failed jobs`] : []),
      ...elsewhere.map(({ args }) => `a call about ${args.channel}`),
    ];
    return wrong.map((fault) => `${what}: ${fault}`);
  } finally {
    system.slack.watch = {};
    await system.close();
  }
}

test.each(seeds)(
  'a lost answer in a busy channel, variation %i: one root, its replies, three entries',
  async (seed) => {
    const pick = chance(seed);
    const wrong = await variation((system) => {
      system.slack.clockAheadMs = pick(1_200_000) - 600_000;
      const [at, people] = [pick(3), pick(400)];
      system.slack.watch = lostAnswer(system, at, people);
      return `post ${at}, ${people} messages of people, clock ${system.slack.clockAheadMs} ms ahead`;
    });
    expect(wrong).toEqual([]);
  },
  120_000,
);

test.each(seeds)(
  'wrong answers for a while, variation %i: one root, its replies, three entries',
  async (seed) => {
    const pick = chance(seed + 1_000_000);
    let hits = () => 0;
    const wrong = await variation((system) => {
      const [from, lastsMs] = [pick(7), 300 + pick(6_000)];
      const slack = outage(from, lastsMs, pick);
      const incidentIo = outage(pick(3), lastsMs, pick);
      system.slack.watch = slack.watch;
      system.incidentIo.watch = withoutRefusals(incidentIo.watch);
      hits = () => slack.hits() + incidentIo.hits();
      return `from call ${from} for ${lastsMs} ms`;
    });
    expect(wrong).toEqual([]);
    expect(hits()).toBeGreaterThan(0);
  },
  150_000,
);
