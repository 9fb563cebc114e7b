/** One body that is being read. */
export interface BodyInFlight {
  /** Counts what arrived; may end the largest body of all, which can be this one. */
  add(bytes: number): void;
  /** The body is whole, or given up. */
  done(): void;
}

/** Everything senders have sent us that is not a whole request yet. */
export interface BodiesInFlight {
  /** `giveUp` is called when others need the room; the body must then be let go of. */
  open(giveUp: () => void): BodyInFlight;
}

/**
 * Holds unfinished bodies to `maxBytes` together. The largest one goes first: a real webhook is some 10 kB and whole at
 * once, so those who send much and never finish take room from each other and not from it.
 */
export function limitBodiesInFlight(maxBytes: number): BodiesInFlight {
  const bodies = new Map<BodyInFlight, { bytes: number; giveUp: () => void }>();
  let total = 0;
  const close = (body: BodyInFlight): void => {
    total -= bodies.get(body)?.bytes ?? 0;
    bodies.delete(body);
  };
  const giveUpLargest = (): void => {
    const [first, ...rest] = bodies;
    if (!first) return;
    const [body, { giveUp }] = rest.reduce((largest, one) => (one[1].bytes > largest[1].bytes ? one : largest), first);
    close(body);
    giveUp();
  };
  return {
    open: (giveUp) => {
      const body: BodyInFlight = {
        add: (bytes) => {
          const known = bodies.get(body);
          if (!known) return;
          known.bytes += bytes;
          total += bytes;
          while (total > maxBytes) giveUpLargest();
        },
        done: () => close(body),
      };
      bodies.set(body, { bytes: 0, giveUp });
      return body;
    },
  };
}
