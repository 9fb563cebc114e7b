/**
 * Proof that somebody holds what only one may hold at a time, as `claim` gave it. The token is another one at each claim, so
 * that of two processes that run the same job one after the other only the later writes.
 */
export interface Lease {
  readonly team: string;
  /** What is held: an incident id, or `<investigation id>:slack`. */
  readonly name: string;
  /** The id of the job that holds it. */
  readonly owner: string;
  readonly token: string;
}

/** Its value in Redis; only what stands before the mark is the owner. */
export function leaseValue({ owner, token }: Pick<Lease, 'owner' | 'token'>): string {
  return `${owner}#${token}`;
}

export function leaseKey(prefix: string, { team, name }: Pick<Lease, 'team' | 'name'>): string {
  return `${prefix}:running:${team}:${name}`;
}
