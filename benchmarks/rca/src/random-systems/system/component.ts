export type Role = 'edge' | 'app' | 'worker' | 'job' | 'database' | 'cache' | 'queue' | 'dns' | 'provider';

/** One component calls another, by its index. */
export interface Call {
  to: number;
  perRequest: number;
  /** Set when the components are sized. */
  timeoutS: number;
  retries: number;
  /** The caller does without an answer. */
  isOptional: boolean;
  /** Only what the cache (the call at this index) does not have is asked for. */
  missOf: number | null;
}

export interface Pod {
  name: string;
  machine: string;
  zone: string;
}

/** A service, a store, or a host of somebody else. */
export interface Component {
  index: number;
  name: string;
  role: Role;
  /** How it stands in log lines of its callers: `orders-db.internal:5432`. */
  host: string;
  /** Whether the catalogue knows it: others have no series of their own and are seen from their callers only. */
  isCatalogued: boolean;
  calls: Call[];
  pods: Pod[];
  /** Share of the users' requests that enter here. */
  share: number;
  /** Usual duration of its own work, seconds. */
  ownS: number;
  /** p99 of its own work in multiples of the usual. */
  tail: number;
  usualFailing: number;
  /** Requests a second on average. */
  usualRate: number;
  /** Requests it can work on at once. */
  maxConcurrent: number;
  /** Connections to its callees it holds at most. */
  poolSize: number;
  coresPerRequest: number;
  idleCores: number;
  memory: number;
  memoryLimit: number;
  /** Slow and busy for some minutes after a start. */
  warmsUp: boolean;
  /** Few requests that come in bursts, so that its p99 is noisy. */
  isQuiet: boolean;
}

/** Everything that runs. Calls only lead to higher indexes. */
export interface System {
  components: readonly Component[];
  machines: readonly string[];
  zones: readonly string[];
  /** Requests a second that enter on average. */
  load: number;
}

/** The name other services' metrics have for it. */
export const peerName = ({ isCatalogued, name, host }: Component): string =>
  isCatalogued ? name : host.replace(/:\d+$/, '');

/** Share of its capacity that the usual load takes. */
export const usualUse = ({ usualRate, ownS, maxConcurrent }: Component): number => (usualRate * ownS) / maxConcurrent;

export const isStore = ({ role }: Component): boolean => role === 'database' || role === 'cache' || role === 'queue';

export const isApp = ({ role }: Component): boolean =>
  role === 'edge' || role === 'app' || role === 'worker' || role === 'job';
