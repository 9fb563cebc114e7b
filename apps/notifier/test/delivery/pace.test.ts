import { TryLater } from '@incidentfox/jobs';
import { createPace } from '../../src/slack/pace.ts';

const limits = { betweenPostsMs: 1100, postsPerMinute: 5, lowPriorityUpdatesPerMinute: 2 };
const waitOf = (act: () => void): number => {
  try {
    act();
    return 0;
  } catch (error) {
    if (!(error instanceof TryLater)) throw error;
    return error.ms;
  }
};

let at = 1_000_000;
const pace = () => createPace(() => at, limits);
beforeEach(() => {
  at = 1_000_000;
});

test('one channel is left alone for a second after a post, another is not', () => {
  const slack = pace();
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(0);
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(1100);
  expect(waitOf(() => slack.beforePost('C2', null))).toBe(0);
  slack.afterPost('C1');
  at += 1100;
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(0);
});

test('counts from when a post was answered, and lets no second one go before that', () => {
  const slack = pace();
  slack.beforePost('C1', null);
  at += 3000;
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(1100);
  expect(waitOf(() => slack.beforePost('C2', null))).toBe(0);
  slack.afterPost('C1');
  at += 1000;
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(100);
  at += 100;
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(0);
});

test('remembers what the outbox knows after a restart, and does not trust a clock that is ahead', () => {
  expect(waitOf(() => pace().beforePost('C1', at - 100))).toBe(1000);
  expect(waitOf(() => pace().beforePost('C1', at + 3_600_000))).toBe(1100);
});

test('the workspace has a limit of its own', () => {
  const slack = pace();
  for (let i = 0; i < 5; i++) expect(waitOf(() => slack.beforePost(`C${i}`, null))).toBe(0);
  expect(waitOf(() => slack.beforePost('C9', null))).toBe(60_000);
  at += 60_001;
  expect(waitOf(() => slack.beforePost('C9', null))).toBe(0);
});

test('a 429 holds its channel for as long as Slack asked, and no other', () => {
  const slack = pace();
  expect(slack.limited('C1', 7000).ms).toBe(7000);
  expect(waitOf(() => slack.beforePost('C1', null))).toBe(7000);
  expect(waitOf(() => slack.beforeUpdate('C1', false))).toBe(7000);
  expect(waitOf(() => slack.beforePost('C2', null))).toBe(0);
  expect(waitOf(() => slack.beforeUpdate('C2', false))).toBe(0);
});

test('live progress gives way when edits are many; findings do not', () => {
  const slack = pace();
  for (let i = 0; i < 2; i++) slack.beforeUpdate(`C${i}`, false);
  expect(waitOf(() => slack.beforeUpdate('C3', true))).toBeGreaterThan(0);
  expect(waitOf(() => slack.beforeUpdate('C3', false))).toBe(0);
});
