import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConfigFault,
  ConfigFaults,
  type WatchedSettings,
  type WatchOptions,
  watchSettings,
} from '@incidentfox/config';
import { waitFor } from '@incidentfox/test-kit';
import { env, incidentIo, startingFile } from './given.ts';

let directory: string;
let file: string;
let watched: WatchedSettings | undefined;
const refused: (readonly ConfigFault[])[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'incidentfox-config-'));
  file = join(directory, 'config.json');
  refused.length = 0;
  write(startingFile);
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
  rmSync(directory, { recursive: true, force: true });
});

const write = (content: unknown, path = file) =>
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
const start = async (options: Partial<WatchOptions> = {}) => {
  watched = await watchSettings({ file, env, settleMs: 20, onRefused: (faults) => refused.push(faults), ...options });
  return watched;
};
const threshold = () => watched?.current().teams[0]?.incidentIo.policy.threshold;

describe('a changed configuration', () => {
  test('is taken over without a restart; what was handed out before stays as it was', async () => {
    const { current } = await start();
    const before = current();
    write(incidentIo({ severity_threshold: 'critical' }));
    await waitFor(() => threshold() === 'P0');
    expect(before.teams[0]?.incidentIo.policy.threshold).toBe('P2');
  });

  test('is seen when the file is replaced instead of written', async () => {
    await start();
    write(incidentIo({ severity_threshold: 'high' }), `${file}.new`);
    renameSync(`${file}.new`, file);
    expect(await waitFor(() => threshold() === 'P1')).toBe(true);
  });

  test('is seen when Kubernetes swaps the directory behind a link', async () => {
    rmSync(file);
    for (const [version, content] of [
      ['v1', startingFile],
      ['v2', incidentIo({ severity_threshold: 'low' })],
    ] as const) {
      mkdirSync(join(directory, version));
      write(content, join(directory, version, 'config.json'));
    }
    symlinkSync('v1', join(directory, '..data'));
    symlinkSync('..data/config.json', file);
    await start();
    symlinkSync('v2', join(directory, '..data.new'));
    renameSync(join(directory, '..data.new'), join(directory, '..data'));
    expect(await waitFor(() => threshold() === 'P3')).toBe(true);
  });

  test('is seen in a file that is extended, in another directory', async () => {
    mkdirSync(join(directory, 'base'));
    const base = join(directory, 'base', 'organisation.json');
    write(startingFile, base);
    write({ extends: 'base/organisation.json' });
    await start();
    write(incidentIo({ severity_threshold: 'high' }), base);
    expect(await waitFor(() => threshold() === 'P1')).toBe(true);
  });

  test('is seen by polling where file events do not come through', async () => {
    const files: Record<string, string> = { [file]: JSON.stringify(startingFile) };
    await start({ pollMs: 10, readFile: async (path) => files[path] ?? '' });
    files[file] = JSON.stringify(incidentIo({ severity_threshold: 'high' }));
    expect(await waitFor(() => threshold() === 'P1')).toBe(true);
  });

  test('that is broken is refused with its faults, told once, and the old one stays', async () => {
    await start();
    write(incidentIo({ severity_threshold: 'hihg' }));
    await waitFor(() => refused.length === 1);
    expect(refused[0]?.map((fault) => fault.path)).toEqual(['integrations.incident_io.severity_threshold']);
    expect(threshold()).toBe('P2');
    write('{ half a file');
    await waitFor(() => refused.length === 2);
    expect(threshold()).toBe('P2');
    write(incidentIo({ severity_threshold: 'high' }));
    await waitFor(() => threshold() === 'P1');
    expect(refused).toHaveLength(2);
  });

  test('that says the same changes nothing', async () => {
    const changes: unknown[] = [];
    const { current, reload } = await start({ onChange: (settings) => changes.push(settings) });
    const before = current();
    expect(await reload()).toBe('unchanged');
    expect(current()).toBe(before);
    expect(changes).toHaveLength(0);
  });

  test('is read at once on SIGHUP', async () => {
    const signals = new EventEmitter();
    const files: Record<string, string> = { [file]: JSON.stringify(startingFile) };
    await start({ signals, readFile: async (path) => files[path] ?? '' });
    files[file] = JSON.stringify(incidentIo({ severity_threshold: 'critical' }));
    signals.emit('SIGHUP');
    await waitFor(() => threshold() === 'P0');
    await watched?.close();
    expect(signals.listenerCount('SIGHUP')).toBe(0);
  });
});

test('a first configuration that is broken stops the start', async () => {
  write({});
  await expect(start()).rejects.toBeInstanceOf(ConfigFaults);
});

describe('the rotation of a webhook secret', () => {
  const accepted = () => watched?.current().teams[0]?.incidentIo.webhookSecrets.flatMap((secret) => secret.accepted());

  test('in the file: the old one is accepted a while longer', async () => {
    write(incidentIo({ webhook_secret: 'whsec_b2xk' }));
    await start();
    write(incidentIo({ webhook_secret: 'whsec_bmV3' }));
    await waitFor(() => watched?.current().teams[0]?.incidentIo.webhookSecrets[0]?.reveal() === 'whsec_bmV3');
    expect(accepted()).toEqual(['whsec_bmV3', 'whsec_b2xk']);
  });

  test('where it is kept: the new one is found, the old one accepted a while longer', async () => {
    let kept = 'whsec_b2xk';
    const resolve = async (reference: string) => (reference === 'vault://kv/incident-io' ? kept : 'other');
    write(incidentIo({ webhook_secret: 'vault://kv/incident-io' }));
    const { reload } = await start({ secrets: { resolve, refresh: resolve } });
    kept = 'whsec_bmV3';
    expect(await reload()).toBe('changed');
    expect(accepted()).toEqual(['whsec_bmV3', 'whsec_b2xk']);
    expect(await reload()).toBe('unchanged');
    expect(accepted()).toEqual(['whsec_bmV3', 'whsec_b2xk']);
  });
});
