import type { Role } from '../system/component.ts';
import type { Shape } from '../time/course.ts';
import type { SamplePace } from '../time/timeline.ts';
import { certificateExpired, providerDown, providerSlow } from './outside.ts';
import {
  configChange,
  deployCrash,
  deployErrors,
  deployLatency,
  deployLeak,
  deployOverloadsDatabase,
  deployPool,
} from './own-deploys.ts';
import { dnsFails, machineFails, networkFails, zoneFails } from './places.ts';
import type { MakeFault } from './scene.ts';
import { cacheDown, databaseConnections, databaseLocks, databaseSlow, queueBacklog, scheduledJob } from './stores.ts';
import { poisonInput, shortOfCpu, shortOfDisk, shortOfMemory, trafficSurge } from './without-change.ts';

/** Nothing is wrong; what there is beside it. */
export type HealthyStory = 'deploys' | 'threshold' | 'traffic' | 'warm-up';

export interface Family {
  /** One of these is drawn. Empty when nothing is wrong. */
  faults: readonly MakeFault[];
  needs?: readonly Role[];
  shape?: Shape;
  pace?: SamplePace;
  healthy?: HealthyStory;
  /** Only pod by pod it can be told, so that pods are mostly measured. */
  needsPods?: true;
  /** A second, smaller trouble that the incident is not about. */
  hasSecondTrouble?: true;
}

const anything = [deployErrors, deployLatency, databaseSlow, databaseLocks, shortOfCpu, networkFails];

/** Every kind of story, by name. */
export const families = {
  'deploy-errors': { faults: [deployErrors] },
  'deploy-latency': { faults: [deployLatency] },
  'deploy-leak': { faults: [deployLeak] },
  'deploy-pool': { faults: [deployPool] },
  'deploy-crash': { faults: [deployCrash] },
  'deploy-overloads-database': { faults: [deployOverloadsDatabase] },
  'config-change': { faults: [configChange] },
  'database-slow': { faults: [databaseSlow] },
  'database-locks': { faults: [databaseLocks] },
  'database-connections': { faults: [databaseConnections] },
  'cache-down': { faults: [cacheDown], needs: ['cache'] },
  'queue-backlog': { faults: [queueBacklog], needs: ['queue', 'worker'] },
  dns: { faults: [dnsFails], needs: ['dns'] },
  machine: { faults: [machineFails], needsPods: true },
  zone: { faults: [zoneFails], needsPods: true },
  'provider-down': { faults: [providerDown], needs: ['provider'] },
  'provider-slow': { faults: [providerSlow], needs: ['provider'] },
  certificate: { faults: [certificateExpired] },
  'traffic-surge': { faults: [trafficSurge] },
  'poison-input': { faults: [poisonInput] },
  'scheduled-job': { faults: [scheduledJob], needs: ['job'] },
  'short-of-cpu': { faults: [shortOfCpu] },
  'short-of-memory': { faults: [shortOfMemory], pace: 'late alarm' },
  'short-of-disk': { faults: [shortOfDisk] },
  network: { faults: [networkFails] },
  'slow-onset': { faults: [deployLeak, shortOfMemory, databaseSlow, shortOfCpu], shape: 'ramp', pace: 'slow' },
  flapping: { faults: anything, shape: 'flapping' },
  recovered: { faults: anything, shape: 'recovered', pace: 'late alarm' },
  'late-alarm': { faults: anything, pace: 'late alarm' },
  'two-at-once': { faults: anything, hasSecondTrouble: true },
  'healthy-deploys': { faults: [], healthy: 'deploys' },
  'healthy-threshold': { faults: [], healthy: 'threshold' },
  'healthy-traffic': { faults: [], healthy: 'traffic' },
  'healthy-warm-up': { faults: [], healthy: 'warm-up' },
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof families;
export const familyNames = Object.keys(families) as FamilyName[];
export const familyOf = (name: FamilyName): Family => families[name];
