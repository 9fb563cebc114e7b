import type { InvestigationSummary, Stores } from '@incidentfox/investigations';
import type { JobCounts, JobProducer } from '@incidentfox/jobs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { QueueBoard } from '../queue-board/queue-board.ts';

export interface OverviewDeps extends Pick<Stores, 'investigations' | 'deliveries' | 'notStarted'> {
  readonly catalogue: Catalogue;
  readonly producer: Pick<JobProducer, 'counts' | 'waitingSince'>;
  readonly board: Pick<QueueBoard, 'failed'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What the overview shows. */
export interface ShownOverview {
  readonly live: readonly InvestigationSummary[];
  /** Those that ended within a day, by outcome, the most frequent first. */
  readonly lastDay: readonly { readonly outcome: string; readonly count: number }[];
  /** From being queued to the report, of those within a day, ms. Null: there are none. */
  readonly timeToFindings: { readonly median: number; readonly slowest: number } | null;
  /** Decided within a day. */
  readonly notStarted: number;
  readonly queues: readonly QueueDepth[];
  readonly stuck: readonly Stuck[];
}

export interface QueueDepth extends JobCounts {
  readonly name: string;
  /** How long the job that is taken next has waited, ms. Null: nothing waits. */
  readonly oldestMs: number | null;
}

/** Something that does not go on by itself, or not soon. */
export interface Stuck {
  /** The incident, or the job's name. */
  readonly title: string;
  readonly what: string;
  readonly why: string | null;
  readonly href: string;
  /** ISO 8601. */
  readonly since: string;
}
