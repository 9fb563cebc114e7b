import type { LogDigest } from '@incidentfox/incident';
import { aQuestion } from '../questions.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { type LogVendor, logVendors } from './log-vendors.ts';
import { countsIn, fewErrors, manyLines, rareLines, rareWords } from './many-lines.ts';

const lines = manyLines();
const { window, baselines } = aQuestion();
const [now, before] = [window, baselines.before].map(({ from, to }) => countsIn(lines, from, to));

const questionTo = ({ vendorNames }: LogVendor) => aQuestion(vendorNames === undefined ? {} : { vendorNames });

describe.each(logVendors.map((one) => [one.name, one] as const))(
  '%s, with 30 lines that say why among 5,000',
  (_, one) => {
    let vendor: StandIn;
    let digests: readonly LogDigest[];
    let requests: number;
    let warnings: readonly string[];
    beforeAll(async () => {
      vendor = await startStandIn(one.routes(lines), () => undefined);
      const answer = await one.create(vendor.url).logs?.(questionTo(one));
      expect([answer?.state, answer?.failure, vendor.refused]).toEqual(['ok', undefined, []]);
      digests = answer?.items ?? [];
      warnings = answer?.warnings ?? [];
      requests = answer?.provenance.requests ?? 0;
      // The stand-ins read ten thousand lines for every question.
    }, 60_000);
    afterAll(() => vendor.close());
    const digest = (level: LogDigest['level']) => digests.find((one) => one.level === level) as LogDigest;

    test("every count is the server's", () => {
      const counts = (level: LogDigest['level']) => [digest(level).total, digest(level).baselines[0]?.total];
      expect(counts('error')).toEqual([now?.errors, before?.errors]);
      expect(counts('all')).toEqual([now?.all, before?.all]);
      expect(vendor.refused).toEqual([]);
    });

    test('all 30 are read, and stand for themselves', () => {
      const rare = digest('error').lines.filter(({ message }) => message.includes(rareWords));
      expect(rare.map(({ standsFor }) => standsFor)).toEqual(Array.from({ length: rareLines }, () => 1));
      expect(digest('error').baselineLines.some(({ message }) => message.includes(rareWords))).toBe(false);
      expect(digest('error').draw?.linesPerUnusual).toBe(1);
    });

    test('the lines at hand stand for all that were counted', () => {
      const sum = (of: LogDigest['lines']) => Math.round(of.reduce((all, { standsFor = 0 }) => all + standsFor, 0));
      expect(sum(digest('error').lines)).toBe(now?.errors);
      expect(sum(digest('error').baselineLines)).toBe(before?.errors);
    });

    test('lines come from every part of the window, and the answer says how they were drawn', () => {
      // Logs Insights is paid by the byte: of all lines the newest have to do.
      const spread = digests.filter(({ level }) => level === 'error' || one.name !== 'CloudWatch');
      for (const { lines: drawn } of spread) {
        const parts = new Set(drawn.map(({ at }) => Math.floor((3 * (at - window.from)) / (window.to - window.from))));
        expect([...parts].sort()).toEqual([0, 1, 2]);
      }
      expect(warnings.join('\n')).toContain('all 30 that are unlike');
      expect(requests).toBeLessThanOrEqual(one.maxRequests);
    });
  },
);

test.each(logVendors.map((one) => [one.name, one] as const))(
  '%s with few errors: all of them are read, at the price of the newest lines',
  async (_, one) => {
    const few = fewErrors();
    const vendor = await startStandIn(one.routes(few), () => undefined);
    const answer = await one.create(vendor.url).logs?.(questionTo(one));
    await vendor.close();
    const errors = answer?.items.find(({ level }) => level === 'error');
    const counted = countsIn(few, window.from, window.to).errors;
    expect([errors?.total, errors?.lines.length, errors?.draw]).toEqual([counted, counted, undefined]);
    expect(answer?.provenance.requests).toBeLessThanOrEqual(one.quietRequests);
  },
  60_000,
);
