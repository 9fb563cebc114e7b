/** A made-up service; callees are indexes into the list it stands in. */
export interface SimulatedService {
  name: string;
  calls: { callee: number; perRequest: number }[];
  /** Usual duration of its own work, seconds. */
  ownS: number;
  cpuPerRequest: number;
  memory: number;
  /** Metrics are scraped every so often and hold their value in between. */
  scrapeS: number;
  phaseS: number;
}

/** Eight to twenty-one services; each but the first is called by one before it. */
export function callTree(next: () => number): SimulatedService[] {
  const services = Array.from(
    { length: 8 + Math.floor(next() * 14) },
    (_, i): SimulatedService => ({
      name: i === 0 ? 'front' : `service${i}`,
      calls: [],
      ownS: 0.0016 * Math.exp(2 * next()),
      cpuPerRequest: 0.001 + 0.006 * next(),
      memory: 5e7 + 4e8 * next(),
      scrapeS: next() < 0.5 ? 5 : 15,
      phaseS: Math.floor(next() * 15),
    }),
  );
  for (let i = 1; i < services.length; i += 1) {
    const caller = services[Math.floor(next() * Math.min(i, 1 + 0.7 * i))];
    caller?.calls.push({ callee: i, perRequest: 0.3 + 0.7 * next() });
  }
  return services;
}
