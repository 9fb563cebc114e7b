/** Who calls whom, as far as the observations show. Services are named as in the observations. */
export interface CallGraph {
  /** Every service that occurs anywhere, sorted. */
  services: readonly string[];
  /** Services that `service` calls, sorted. Empty for an unknown service. */
  calleesOf(service: string): readonly string[];
  /** Services that call `service`, sorted. */
  callersOf(service: string): readonly string[];
  /** Everything reachable downstream of `service`, without itself. */
  dependenciesOf(service: string): ReadonlySet<string>;
  /** Everything that depends on `service`, directly or not, without itself. */
  dependentsOf(service: string): ReadonlySet<string>;
  /** Calls on the shortest way from caller to callee; null when there is none. */
  distance(caller: string, callee: string): number | null;
  /** Services that ran on one node, by node name, for nodes that hold more than one service. */
  sharedNodes: ReadonlyMap<string, readonly string[]>;
  /** Number of distinct edges. */
  edgeCount: number;
}
