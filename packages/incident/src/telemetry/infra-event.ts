import type { PlatformFault } from './platform-fault.ts';

export type InfraEventKind =
  | 'oom_killed'
  | 'crash_loop'
  | 'restart'
  | 'image_pull'
  | 'unschedulable'
  | 'evicted'
  | 'probe_failed'
  | 'node_not_ready'
  | 'scaled'
  | 'rollout'
  | 'task_stopped'
  | PlatformFault;

/** What the platform did to a workload. Times are epoch ms. */
export interface InfraEvent {
  kind: InfraEventKind;
  service: string | null;
  /** Pod, node, workload or task. */
  object: string;
  /** The node it ran on, when known: shared nodes explain shared trouble. */
  node?: string;
  count: number;
  /** When it began; the window's beginning where `isSinceUnknown`. */
  firstAt: number;
  lastAt: number;
  /** No time that the platform keeps says since when. */
  isSinceUnknown?: true;
  exitCode?: number;
  message: string;
  /** What a person types to see it; built from plain names only. */
  command?: string;
  url?: string;
  questionId?: string;
}
