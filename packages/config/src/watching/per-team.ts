import type { Settings, TeamSettings } from '../settings.ts';

export interface PerTeam<T> {
  /** What was built for the team as configured now; undefined when the configuration has no such team (any more). */
  find(id: string): T | undefined;
  /** Closes everything, also what a reload replaced. */
  close(): Promise<void>;
}

export interface PerTeamOptions<T> {
  /** Makes a team's clients. Called when a team is first asked for, and again after its configuration changed. */
  build(team: TeamSettings): T;
  close(built: T): Promise<void>;
  /**
   * How long work that began with clients a reload replaced may go on with them; after that they are closed and such work
   * fails and is tried again with the new ones. Default 15 minutes.
   */
  graceMs?: number;
}

const defaultGraceMs = 15 * 60_000;

/** Something built for each team, built anew after a reload. What a reload replaced is closed when its time is over. */
export function perTeam<T>(settings: () => Settings, options: PerTeamOptions<T>): PerTeam<T> {
  const { build, close, graceMs = defaultGraceMs } = options;
  const current = new Map<TeamSettings, T>();
  const replaced = new Map<T, NodeJS.Timeout>();

  const retire = (team: TeamSettings, built: T): void => {
    current.delete(team);
    const timer = setTimeout(() => {
      replaced.delete(built);
      // Nobody waits for it: a connection that does not end properly ends with its process.
      close(built).catch(() => {});
    }, graceMs);
    replaced.set(built, timer.unref());
  };

  return {
    find: (id) => {
      const { teams } = settings();
      for (const [team, built] of current) if (!teams.includes(team)) retire(team, built);
      const team = teams.find((one) => one.id === id);
      if (team === undefined) return undefined;
      const built = current.get(team) ?? build(team);
      current.set(team, built);
      return built;
    },
    close: async () => {
      for (const timer of replaced.values()) clearTimeout(timer);
      const all = [...replaced.keys(), ...current.values()];
      replaced.clear();
      current.clear();
      await Promise.all(all.map(close));
    },
  };
}
