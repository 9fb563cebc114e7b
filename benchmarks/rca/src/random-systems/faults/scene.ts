import type { CauseKind, InfraEvent } from '@incidentfox/incident';
import type { DraftChange } from '../changes/draft-change.ts';
import type { Apply } from '../physics/run.ts';
import type { RandomSource } from '../random.ts';
import { type Component, isApp, type System } from '../system/component.ts';
import type { Course } from '../time/course.ts';
import type { Timeline } from '../time/timeline.ts';

/** What a fault is made from. */
export interface FaultScene {
  random: RandomSource;
  system: System;
  timeline: Timeline;
  course: Course;
  /** How bad it is: 1 is plain to see, and it is raised until somebody would notice. */
  size: number;
}

/** Lines that a component writes because of the fault. */
export interface Saying {
  component: number;
  level: string;
  message: (random: RandomSource) => string;
  /** Lines a minute while the fault is at its full strength. */
  perMinute: number;
}

export interface SystemFault {
  /** Names that count as right. */
  culprit: readonly string[];
  /** Words in log lines that give it away without its name. */
  tells?: readonly string[];
  kind: CauseKind;
  /** Where it is, when it is in one component: it is not its own victim. */
  origin: number | null;
  guilty: DraftChange | null;
  isShared: boolean;
  apply: Apply;
  says: readonly Saying[];
  infra: readonly InfraEvent[];
}

/** Makes one fault; `scene.system` has the roles its family needs. */
export type MakeFault = (scene: FaultScene) => SystemFault;

/** A fault without anything in particular. */
export const plainFault: Omit<SystemFault, 'culprit' | 'kind' | 'apply'> = {
  origin: null,
  guilty: null,
  isShared: false,
  says: [],
  infra: [],
};

export const withRole = ({ components }: System, ...roles: Component['role'][]): Component[] =>
  components.filter(({ role }) => roles.includes(role));

/** A service of ours with people who notice: an edge or an app. */
export function drawApp({ random, system }: FaultScene, suits: (one: Component) => boolean = () => true): Component {
  const apps = system.components.filter((one) => isApp(one) && one.role !== 'job' && one.role !== 'worker');
  const suited = apps.filter(suits);
  return random.pick(suited.length === 0 ? apps : suited);
}

export const callersOf = ({ components }: System, index: number): Component[] =>
  components.filter(({ calls }) => calls.some(({ to }) => to === index));

/** Its name, and how it stands in log lines and client metrics. */
export const namesOf = ({ name, host }: Component): string[] => [...new Set([name, host, host.replace(/:\d+$/, '')])];

export function podEvent(
  kind: InfraEvent['kind'],
  { name, pods }: Component,
  at: number,
  more: Partial<InfraEvent> & { message: string },
): InfraEvent {
  const [pod] = pods;
  return {
    kind,
    service: name,
    object: pod?.name ?? name,
    ...(pod === undefined ? {} : { node: pod.machine }),
    count: 1,
    firstAt: Math.round(at),
    lastAt: Math.round(at),
    ...more,
  };
}
