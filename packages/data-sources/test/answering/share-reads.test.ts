import { type SharedReads, shareReads } from '../../src/answering/index.ts';
import { maxSharedReads, sharedForMs } from '../../src/limits.ts';

const reader = (signal = new AbortController().signal) => ({ signal });

/** A read that answers when it is told to, and counts how often it was asked. */
function aRead() {
  const open: { answer(value: string): void; fail(why: Error): void; signal: AbortSignal }[] = [];
  const read = ({ signal }: { signal: AbortSignal }) =>
    new Promise<string>((answer, fail) => {
      open.push({ answer, fail, signal });
      signal.addEventListener('abort', () => fail(new Error('nobody waits')));
    });
  return { read, open };
}

describe('what several questions read is asked once', () => {
  const incident = { id: '01' };
  let now: number;
  let shared: SharedReads;
  beforeEach(() => {
    now = 1_000_000;
    shared = shareReads(() => now);
  });

  test('by the questions of one investigation, also when they ask at the same time; the next investigation reads anew', async () => {
    const { read, open } = aRead();
    const both = [
      shared.ofIncident(incident, 'alerts', reader(), read),
      shared.ofIncident(incident, 'alerts', reader(), read),
    ];
    open[0]?.answer('one alert');
    expect(await Promise.all(both)).toEqual(['one alert', 'one alert']);
    now += 100 * sharedForMs;
    expect(await shared.ofIncident(incident, 'alerts', reader(), read)).toBe('one alert');
    expect(open).toHaveLength(1);
    const next = shared.ofIncident({ ...incident }, 'alerts', reader(), read);
    open[1]?.answer('two alerts');
    expect(await next).toBe('two alerts');
  });

  test('by all incidents for a minute, when it is not of one of them', async () => {
    const read = jest.fn(async () => now);
    const first = await shared.ofOrganisation('entry', reader(), read);
    now += sharedForMs - 1;
    expect(await shared.ofOrganisation('entry', reader(), read)).toBe(first);
    now += 1;
    expect(await shared.ofOrganisation('entry', reader(), read)).toBe(now);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('a failure is told to all who wait, and the next one asks again', async () => {
    const { read, open } = aRead();
    const both = [
      shared.ofIncident(incident, 'alerts', reader(), read),
      shared.ofIncident(incident, 'alerts', reader(), read),
    ];
    const told = Promise.allSettled(both);
    open[0]?.fail(new Error('503'));
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = shared.ofIncident(incident, 'alerts', reader(), read);
    open[1]?.answer('there');
    expect(await again).toBe('there');
  });

  test('a question that gives up does not end the read of another; when nobody waits any more it ends', async () => {
    const { read, open } = aRead();
    const [first, second] = [new AbortController(), new AbortController()];
    const told = Promise.allSettled([
      shared.ofIncident(incident, 'alerts', reader(first.signal), read),
      shared.ofIncident(incident, 'alerts', reader(second.signal), read),
    ]);
    first.abort();
    await Promise.resolve();
    expect(open[0]?.signal.aborted).toBe(false);
    second.abort();
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(open[0]?.signal.aborted).toBe(true);
    const again = shared.ofIncident(incident, 'alerts', reader(), read);
    open[1]?.answer('there');
    expect(await again).toBe('there');
  });

  test('no more answers are held than the limit says', async () => {
    const read = jest.fn(async () => 'entry');
    for (let at = 0; at <= maxSharedReads; at++) await shared.ofOrganisation(`entry ${at}`, reader(), read);
    await shared.ofOrganisation(`entry ${maxSharedReads}`, reader(), read);
    expect(read).toHaveBeenCalledTimes(maxSharedReads + 1);
    await shared.ofOrganisation('entry 0', reader(), read);
    expect(read).toHaveBeenCalledTimes(maxSharedReads + 2);
  });
});
