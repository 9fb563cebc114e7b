import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Capability, Service } from '@incidentfox/incident';
import { listen } from '@incidentfox/test-kit';
import type { Caps, ChangesQuestion, DataSource } from '../../src/data-source.ts';
import { defaultCaps } from '../../src/limits.ts';
import { aQuestion } from '../questions.ts';
import { type StandIn, type StandInRoute, startStandIn } from '../stand-in.ts';
import { faults, redirectTo } from './faults.ts';
import { type FaultyFront, startFaultyFront } from './faulty-front.ts';
import { hostileNames } from './hostile-names.ts';
import { timesIn } from './times-in.ts';

/** What the suite needs to know of a source. Its stand-in refuses whatever the vendor's documentation does not allow. */
export interface Conformance {
  /** The kind, for the names of the tests. */
  readonly kind: string;
  /** Makes the source. Its requests give up after `timeoutSeconds`. */
  create(at: { url: string; timeoutSeconds: number; now: () => number }): DataSource;
  readonly admit: (headers: IncomingHttpHeaders) => string | undefined;
  /** The vendor with data about `service`, and about no other. */
  readonly routes: readonly StandInRoute[];
  /** The same vendor with no data at all. */
  readonly emptyRoutes: readonly StandInRoute[];
  /** What is asked; by default the question of `questions.ts` about the checkout service. */
  readonly question?: Partial<ChangesQuestion>;
  /** The service's names at the vendor, where the catalogue's name is not enough. */
  readonly vendorNames?: Service['vendorNames'];
  /** Values that must never be shown or sent elsewhere. */
  readonly secrets: readonly string[];
  /** A vendor that never runs out of pages, for a capability that pages. */
  readonly endless?: { readonly routes: readonly StandInRoute[]; readonly capability: Capability };
  /** A vendor that says its own answer is incomplete. */
  readonly incomplete?: { readonly routes: readonly StandInRoute[]; readonly capability: Capability };
  /** Faults the source tells as another kind, with the reason. */
  readonly tellsAs?: Readonly<Record<string, { readonly kinds: readonly string[]; readonly because: string }>>;
  /** Only these are asked; by default all the source has. */
  readonly capabilities?: readonly Capability[];
  /** Capabilities whose items belong to the incident whatever the service is called. */
  readonly belongsToTheIncident?: readonly Capability[];
}

/** Patient, because healthy answers on a busy machine are slow; faults that never end bring a shorter one. */
const timeoutSeconds = 5;

/** The suite every source passes, whatever it talks to. */
export function conforms(source: Conformance): void {
  describe(`${source.kind} keeps the contract`, () => {
    let standIn: StandIn;
    let front: FaultyFront;
    const open: { close(): Promise<unknown> }[] = [];

    async function start(routes: readonly StandInRoute[]): Promise<void> {
      standIn = await startStandIn(routes, source.admit);
      front = await startFaultyFront(standIn.url);
      open.push(front, standIn);
    }
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close();
    });

    const make = (now: () => number = Date.now, seconds = timeoutSeconds) =>
      source.create({ url: front.url, timeoutSeconds: seconds, now });
    const capabilitiesOf = (made: DataSource) => source.capabilities ?? [...made.capabilities];
    const question = (different: Partial<ChangesQuestion> = {}) =>
      aQuestion({
        ...source.question,
        ...(source.vendorNames === undefined ? {} : { vendorNames: source.vendorNames }),
        ...different,
      });
    const askAll = (made: DataSource, asked = question()) =>
      Promise.all(capabilitiesOf(made).map((capability) => put(made, capability, asked)));

    test('answers with items, asks only what is documented, and says where each answer came from', async () => {
      await start(source.routes);
      const made = make();
      for (const capability of capabilitiesOf(made)) {
        const answer = await put(made, capability, question());
        expect({ capability, state: answer.state, failure: answer.failure }).toEqual({
          capability,
          state: 'ok',
          failure: undefined,
        });
        expect(answer.items.length).toBeGreaterThan(0);
        expect(answer.provenance).toMatchObject({
          source: made.id,
          kind: source.kind,
          query: expect.stringMatching(/\S/),
        });
        expect(answer.provenance.requests).toBeGreaterThan(0);
        expect(answer.provenance.bytes).toBeGreaterThan(0);
      }
      expect(standIn.refused).toEqual([]);
    });

    test('gives times in epoch milliseconds near the window', async () => {
      await start(source.routes);
      const asked = question();
      const [month, day] = [31 * 86_400_000, 86_400_000];
      for (const answer of await askAll(make(), asked)) {
        for (const { path, at } of timesIn(answer.items)) {
          expect({ path, near: at > asked.window.from - month && at < asked.window.to + day }).toEqual({
            path,
            near: true,
          });
        }
      }
    });

    test('gives the same items when this machine is ten minutes ahead or behind', async () => {
      await start(source.routes);
      const right = await askAll(make());
      const ahead = await askAll(make(() => Date.now() + 600_000));
      const behind = await askAll(make(() => Date.now() - 600_000));
      const itemsOf = (answers: readonly Answer<unknown>[]) => answers.map(({ items }) => items);
      expect(itemsOf(ahead)).toEqual(itemsOf(right));
      expect(itemsOf(behind)).toEqual(itemsOf(right));
    });

    test('has a check for what it can be asked, and all is well', async () => {
      await start(source.routes);
      const checks = await make().check(new AbortController().signal);
      expect(checks.length).toBeGreaterThan(0);
      for (const check of checks)
        expect({ ...check, detail: check.detail !== '' }).toMatchObject({ ok: true, detail: true, hint: null });
      expect(standIn.refused).toEqual([]);
    });

    test('a vendor that knows nothing gives empty or skipped answers, never failed ones', async () => {
      await start(source.emptyRoutes);
      const answers = await askAll(make());
      for (const { state, items } of answers) {
        expect(['empty', 'skipped']).toContain(state);
        expect(items).toEqual([]);
      }
      expect(standIn.refused).toEqual([]);
    });

    test.each(faults.map((fault) => [fault.name, fault] as const))(
      '%s is told as what it is, without items or secrets',
      async (name, { fault, kinds, timeoutSeconds: patience }) => {
        await start(source.routes);
        front.breakAfter(0, fault);
        const startedAt = Date.now();
        const answers = await askAll(make(Date.now, patience));
        // The whole answer may take a few requests, each within its own deadline, but no more.
        expect(Date.now() - startedAt).toBeLessThan(Math.max(10_000, 3_000 * (patience ?? 0)));
        for (const answer of answers) {
          expect({ state: answer.state, items: answer.items }).toEqual({
            state: expect.stringMatching(/failed|skipped/),
            items: [],
          });
          if (answer.state === 'failed') expect(source.tellsAs?.[name]?.kinds ?? kinds).toContain(answer.failure?.kind);
          if (name === '429 with Retry-After' && answer.state === 'failed')
            expect(answer.failure?.retryAfterMs).toBe(120_000);
          if (name === '429 for a year' && answer.state === 'failed')
            expect(answer.failure?.retryAfterMs).toBe(10 * 60_000);
          expectNoSecret(answer);
        }
        expect(answers.map(({ state }) => state)).toContain('failed');
      },
      60_000, // the bound above is the one that counts, not Jest's
    );

    test('its check tells a refused credential and what to do about it', async () => {
      await start(source.routes);
      front.breakAfter(0, (response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{}'));
      const checks = await make().check(new AbortController().signal);
      expect(checks.some(({ ok }) => !ok)).toBe(true);
      for (const check of checks.filter(({ ok }) => !ok)) expect(check.hint).toMatch(/\S/);
      expectNoSecret(checks);
    });

    test('a redirect to another host is refused, and no credential follows', async () => {
      const seen: unknown[] = [];
      const elsewhere = await listen((request, response) => {
        seen.push(request.headers);
        response.end('{}');
      });
      open.push(elsewhere);
      await start(source.routes);
      front.breakAfter(0, redirectTo(`${elsewhere.url}/login`));
      const answers = await askAll(make());
      expect(answers.map(({ state }) => state)).not.toContain('ok');
      expect(seen).toEqual([]);
    });

    test('wherever in the middle the other side breaks, the answer says that something is missing', async () => {
      await start(source.routes);
      const made = make();
      for (const capability of capabilitiesOf(made)) {
        const { requests } = (await put(make(), capability, question())).provenance;
        for (const healthy of new Set(
          [1, Math.floor(requests / 2), requests - 1].filter((one) => one > 0 && one < requests),
        )) {
          front.breakAfter(
            healthy,
            (response) => void response.writeHead(500, { 'content-type': 'application/json' }).end('{}'),
          );
          const answer = await put(make(), capability, question());
          front.breakAfter(Number.POSITIVE_INFINITY, () => {});
          const told = answer.state === 'partial' || answer.state === 'failed' || answer.warnings.length > 0;
          expect({ capability, healthy, told }).toEqual({ capability, healthy, told: true });
        }
      }
    });

    test('stops at once when the investigation stops', async () => {
      await start(source.routes);
      front.breakAfter(0, () => {});
      const stop = new AbortController();
      const made = source.create({ url: front.url, timeoutSeconds: 30, now: Date.now });
      const asked = askAll(made, question({ signal: stop.signal }));
      stop.abort();
      for (const answer of await asked) expect(answer).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
    });

    test.each(hostileNames)('a service called %j finds nothing and asks only what is documented', async (name) => {
      await start(source.routes);
      const service: Service = { name, aliases: [], dependsOn: [], vendorNames: {} };
      const made = make();
      for (const capability of capabilitiesOf(made)) {
        const { state, items } = await put(made, capability, question({ service }));
        // What belongs to the incident is told all the same, but not as the service's.
        const mistaken = source.belongsToTheIncident?.includes(capability)
          ? items.filter((item) => isAbout(item, name))
          : items;
        expect({ capability, mistaken }).toEqual({ capability, mistaken: [] });
        if (mistaken === items) expect(state).not.toBe('ok');
      }
      expect(standIn.refused).toEqual([]);
    });

    if (source.endless !== undefined) {
      const { routes, capability } = source.endless;
      test('stops at the cap on pages and says so', async () => {
        await start(routes);
        const answer = await put(
          make(),
          capability,
          question({ caps: { ...defaultCaps, pages: 3, items: 10_000 } satisfies Caps }),
        );
        expect(answer.items.length).toBeGreaterThan(0);
        expect(answer.truncated?.by).toBe('pages');
        expect(standIn.refused).toEqual([]);
      });
    }

    if (source.incomplete !== undefined) {
      const { routes, capability } = source.incomplete;
      test('an answer the vendor calls incomplete is partial', async () => {
        await start(routes);
        expect((await put(make(), capability, question())).state).toBe('partial');
      });
    }

    test('shows the cap on items when it is hit', async () => {
      await start(source.routes);
      for (const capability of capabilitiesOf(make())) {
        const whole = await put(make(), capability, question());
        if (whole.items.length < 2) continue;
        const cut = await put(make(), capability, question({ caps: { ...defaultCaps, items: 1 } }));
        expect(cut.items).toHaveLength(1);
        expect(cut.truncated).toMatchObject({ shown: 1 });
      }
    });

    function expectNoSecret(value: unknown): void {
      const text = JSON.stringify(value);
      for (const secret of source.secrets) expect(text).not.toContain(secret);
    }
  });
}

async function put(source: DataSource, capability: Capability, question: ChangesQuestion): Promise<Answer<unknown>> {
  const asked = source[capability]?.(question);
  if (asked === undefined) throw new Error(`${source.id} lists ${capability} but has no such method`);
  return asked;
}

const isAbout = (item: unknown, name: string) => (item as { service?: unknown }).service === name;
