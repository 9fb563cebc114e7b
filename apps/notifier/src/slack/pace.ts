import { TryLater } from '@incidentfox/jobs';
import { maxRetryAfterMs } from '../thresholds.ts';

/**
 * Keeps us under Slack's limits without making one channel wait for another: whoever comes too early is sent back to the
 * queue with the time to come again. Nobody sleeps.
 */
export interface Pace {
  /** Call right before a post. `lastPostAt` is what the outbox knows, so that a restart does not forget. Throws `TryLater`. */
  beforePost(channel: string, lastPostAt: number | null): void;
  /** Call when the post was answered, or failed: Slack counts from when it arrives there, which is some time after we let it go. */
  afterPost(channel: string): void;
  /** Call right before an edit. `lowPriority` edits (live progress, counts of feedback) give way when edits are many. Throws `TryLater`. */
  beforeUpdate(channel: string, lowPriority: boolean): void;
  /** Slack said 429: nothing more to this channel until then. */
  limited(channel: string, retryAfterMs: number): TryLater;
}

export interface PaceLimits {
  /** Between two posts in one channel; Slack allows about one a second. */
  readonly betweenPostsMs: number;
  /** In any minute, over the workspace; Slack speaks of several hundred. */
  readonly postsPerMinute: number;
  /** Live progress stops being shown beyond this many edits a minute; Slack allows 50 and more. */
  readonly lowPriorityUpdatesPerMinute: number;
}

const minute = 60_000;

export function createPace(now: () => number, limits: PaceLimits): Pace {
  const freeAt = new Map<string, number>();
  /** Channels with a post that was let go and is not answered yet. */
  const underWay = new Set<string>();
  const posts: number[] = [];
  const updates: number[] = [];

  const untilFree = (channel: string, at: number, otherwise: number): number =>
    Math.max(freeAt.get(channel) ?? 0, otherwise) - at;
  const inLastMinute = (times: number[], at: number): number => {
    while (times[0] !== undefined && times[0] <= at - minute) times.shift();
    return times.length;
  };

  return {
    beforePost(channel, lastPostAt) {
      const at = now();
      // Slack's clock may be ahead of ours: what it says never makes us wait longer than the normal gap.
      const allowedAt = lastPostAt === null ? 0 : Math.min(lastPostAt, at) + limits.betweenPostsMs;
      const afterOther = underWay.has(channel) ? at + limits.betweenPostsMs : 0;
      const wait = untilFree(channel, at, Math.max(allowedAt, afterOther));
      if (wait > 0) throw new TryLater(wait, 'this channel had a message a moment ago');
      if (inLastMinute(posts, at) >= limits.postsPerMinute)
        throw new TryLater(minute - (at - (posts[0] ?? at)), 'the workspace had many messages this minute');
      posts.push(at);
      freeAt.set(channel, at + limits.betweenPostsMs);
      underWay.add(channel);
      forgetPast(freeAt, at);
    },
    afterPost(channel) {
      underWay.delete(channel);
      freeAt.set(channel, Math.max(freeAt.get(channel) ?? 0, now() + limits.betweenPostsMs));
    },
    beforeUpdate(channel, lowPriority) {
      const at = now();
      const wait = untilFree(`${channel}:limited`, at, 0);
      if (wait > 0) throw new TryLater(wait, 'Slack asked us to leave this channel alone for a while');
      if (lowPriority && inLastMinute(updates, at) >= limits.lowPriorityUpdatesPerMinute)
        throw new TryLater(10_000, 'the workspace had many edits this minute');
      inLastMinute(updates, at);
      updates.push(at);
    },
    limited(channel, retryAfterMs) {
      const wait = Math.min(Math.max(retryAfterMs, 1000), maxRetryAfterMs);
      freeAt.set(channel, Math.max(freeAt.get(channel) ?? 0, now() + wait));
      freeAt.set(`${channel}:limited`, now() + wait);
      return new TryLater(wait, 'Slack asked us to wait');
    },
  };
}

/** The map holds only channels that still have to wait. */
function forgetPast(freeAt: Map<string, number>, at: number): void {
  if (freeAt.size < 1000) return;
  for (const [channel, time] of freeAt) if (time <= at) freeAt.delete(channel);
}
