import type { System } from '../system/component.ts';

/** What ails one component at one moment. Well: everything as in `wellness`. */
export interface Ill {
  /** Its own work takes so many times as long. */
  slowdown: number;
  /** Added to every request, seconds. */
  delayS: number;
  /** Share of its requests that fail by its own doing. */
  failing: number;
  /** Share of its usual capacity that is left. */
  capacity: number;
  /** Cores used besides the requests' share. */
  cores: number;
  /** Memory on top of the usual, as a share of its limit. */
  memory: number;
  /** How full its disk is, beside the usual. */
  disk: number;
  /** Containers started again in this moment. */
  restarts: number;
  /** Connections somebody else holds, as a share of all. */
  connections: number;
  /** Requests on top of the usual, as a share of them. */
  extraLoad: number;
  /** Pods that are worse off than the others, and how. */
  pods: ReadonlySet<string> | null;
  podSlowdown: number;
  podFailing: number;
  podCores: number;
}

const wellness: Ill = {
  slowdown: 1,
  delayS: 0,
  failing: 0,
  capacity: 1,
  cores: 0,
  memory: 0,
  disk: 0,
  restarts: 0,
  connections: 0,
  extraLoad: 0,
  pods: null,
  podSlowdown: 1,
  podFailing: 0,
  podCores: 0,
};

/** What ails a call on its way. */
export interface CallIll {
  delayS: number;
  failing: number;
  /** So many times as many calls as usual; 1 unless told. */
  more?: number;
  /** What fails on its way never reaches the callee. */
  isRefused?: true;
}

/** Everything that is wrong in one moment; written anew for each. */
export class Ills {
  /** Users' requests in multiples of the usual. */
  load = 1;
  /** What ails every call that looks a name up. */
  readonly dns: CallIll = { delayS: 0, failing: 0 };
  readonly #of: Ill[];
  readonly #calls = new Map<string, CallIll>();

  constructor(system: System) {
    this.#of = system.components.map(() => ({ ...wellness }));
  }

  of(component: number): Ill {
    const ill = this.#of[component];
    if (ill === undefined) throw new Error(`no component ${component}`);
    return ill;
  }

  onCall(from: number, to: number): CallIll | undefined {
    return this.#calls.size === 0 ? undefined : this.#calls.get(`${from} ${to}`);
  }

  hurtCall(from: number, to: number, ill: CallIll): void {
    this.#calls.set(`${from} ${to}`, ill);
  }

  /** All is well again. */
  reset(): void {
    this.load = 1;
    [this.dns.delayS, this.dns.failing] = [0, 0];
    for (const ill of this.#of) Object.assign(ill, wellness);
    this.#calls.clear();
  }
}
