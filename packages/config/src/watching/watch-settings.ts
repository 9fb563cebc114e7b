import { asFailure } from '@incidentfox/failures';
import { openSecrets, secretsIn } from '@incidentfox/secrets';
import { type ConfigFault, ConfigFaults } from '../faults/config-faults.ts';
import { type Configuration, loadConfiguration } from '../loading/load-configuration.ts';
import type { LoadOptions } from '../loading/load-options.ts';
import type { Settings, TeamSettings } from '../settings.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchOptions extends LoadOptions {
  /** Called after a change was taken over. */
  onChange?: (settings: Settings) => void;
  /** Called when a changed configuration is broken and the old one stays. */
  onRefused?: (faults: readonly ConfigFault[]) => void;
  /** Where SIGHUP comes from: `process`. Without it only the files are watched. */
  signals?: { on(name: 'SIGHUP', listener: () => void): unknown; off(name: 'SIGHUP', listener: () => void): unknown };
  /** How long things must be quiet after a file event. Default 200 ms. */
  settleMs?: number;
  /** The files are also looked at this often, where file events do not come through. Default 60 s. */
  pollMs?: number;
}

export interface WatchedSettings {
  /** The settings as they are now. Ask for every request or job; hold on to what was given until that is done. */
  current: () => Settings;
  /** Reads everything again, secrets included. */
  reload: () => Promise<'changed' | 'unchanged' | 'refused'>;
  close: () => Promise<void>;
}

/**
 * The configuration, taken over anew when a file changes or SIGHUP comes. A broken change is refused: the old one stays and
 * `onRefused` says why. Throws `ConfigFaults` when the first one is broken.
 */
export async function watchSettings(options: WatchOptions): Promise<WatchedSettings> {
  const secrets =
    options.secrets ?? openSecrets({ env: options.env, ...(options.readFile && { readFile: options.readFile }) });
  let configuration = await loadConfiguration({ ...options, secrets });
  let seen: ReadonlyMap<string, string> = configuration.texts;

  const read = async (byRequest: boolean): Promise<'changed' | 'unchanged' | 'refused'> => {
    const texts = new Map<string, string>();
    try {
      // Asked for by a person: past the cache. A file event: what is cached of the secrets is new enough.
      const resolver = byRequest ? { resolve: secrets.refresh, refresh: secrets.refresh } : secrets;
      const next = await loadConfiguration({ ...options, secrets: resolver }, texts);
      const same = sameTexts(seen, texts) && sameSecrets(configuration.settings, next.settings);
      seen = texts;
      if (same) return 'unchanged';
      acceptFormerSecrets(configuration, next);
      configuration = next;
      options.onChange?.(next.settings);
      return 'changed';
    } catch (error) {
      const repeated = sameTexts(seen, texts) && !byRequest;
      seen = texts;
      if (!repeated) options.onRefused?.(faultsOf(error, options.file));
      return 'refused';
    }
  };

  const queue = oneAtATime(read);
  const watcher = watchFiles({
    files: () => [...seen.keys()],
    settleMs: options.settleMs ?? 200,
    pollMs: options.pollMs ?? 60_000,
    onEvent: () => void queue(false),
  });
  const onHangUp = (): void => void queue(true);
  options.signals?.on('SIGHUP', onHangUp);
  return {
    current: () => configuration.settings,
    reload: () => queue(true),
    close: async () => {
      options.signals?.off('SIGHUP', onHangUp);
      watcher.close();
      if (!options.secrets && 'close' in secrets) await (secrets as { close(): Promise<void> }).close();
    },
  };
}

function sameTexts(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);
}

/** A secret may be another one although its reference is the same: it was rotated where it is kept. */
function sameSecrets(before: Settings, after: Settings): boolean {
  const [old, now] = [secretsIn(before.teams), secretsIn(after.teams)];
  return old.length === now.length && now.every(({ secret }, index) => old[index]?.secret.equals(secret));
}

function faultsOf(error: unknown, file: string): readonly ConfigFault[] {
  if (error instanceof ConfigFaults) return error.faults;
  return [{ path: '', message: asFailure(error, 'reading the configuration').message, hint: '', file }];
}

/** Deliveries signed before a rotation are still on their way. */
function acceptFormerSecrets(before: Configuration, after: Configuration): void {
  const byId = new Map(before.settings.teams.map((team) => [team.id, team]));
  for (const team of after.settings.teams) {
    const now = new Set(valuesOf(team));
    for (const value of valuesOf(byId.get(team.id))) {
      if (!now.has(value)) team.incidentIo.webhookSecrets[0]?.remember(value);
    }
  }
}

const valuesOf = (team: TeamSettings | undefined): string[] =>
  team?.incidentIo.enabled ? team.incidentIo.webhookSecrets.flatMap((secret) => secret.accepted()) : [];

/** Runs one after the other; what comes while one waits is joined to it. */
function oneAtATime<T>(work: (byRequest: boolean) => Promise<T>): (byRequest: boolean) => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: { byRequest: boolean; result: Promise<T> } | undefined;
  return (byRequest) => {
    if (waiting) {
      waiting.byRequest ||= byRequest;
      return waiting.result;
    }
    const next = { byRequest, result: Promise.resolve() as unknown as Promise<T> };
    waiting = next;
    next.result = running.then(() => {
      waiting = undefined;
      return work(next.byRequest);
    });
    running = next.result.catch(() => {});
    return next.result;
  };
}
