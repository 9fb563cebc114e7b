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
  | 'task_stopped';

/** What the platform did to a workload. Times are epoch ms. */
export interface InfraEvent {
  kind: InfraEventKind;
  service: string | null;
  /** Pod, node, workload or task. */
  object: string;
  /** The node it ran on, when known: shared nodes explain shared trouble. */
  node?: string;
  count: number;
  firstAt: number;
  lastAt: number;
  exitCode?: number;
  message: string;
  url?: string;
  questionId?: string;
}
