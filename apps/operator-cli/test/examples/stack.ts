import type { IncomingHttpHeaders } from 'node:http';
import { type StandIn, type StandInRoute, startStandIn } from '../../../../packages/data-sources/test/stand-in.ts';

/** One example with what stands in for everything it names. */
export interface Stack {
  /** In `examples/`, without its ending. */
  readonly name: string;
  /** Opens the vendors. Gives only addresses and credentials: everything else is the example's own. */
  open(): Promise<OpenedStack>;
}

export interface OpenedStack {
  /** Laid over the example's `tools`. */
  readonly tools: Readonly<Record<string, object>>;
  readonly env: Readonly<Record<string, string>>;
  readonly vendors: readonly Opened[];
}

/** A server with what it refused, when it is a strict one. */
export type Opened = Pick<StandIn, 'url' | 'close'> & Partial<Pick<StandIn, 'refused'>>;

export const standIn = (
  routes: readonly StandInRoute[],
  admit: (headers: IncomingHttpHeaders) => string | undefined = () => undefined,
): Promise<StandIn> => startStandIn(routes, admit);
