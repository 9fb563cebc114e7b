import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '@incidentfox/failures';
import type { z } from 'zod';
import { type Exec, ExecCredential, type KubeconfigCluster } from './kubeconfig.schema.ts';

export type LentCredentials = z.output<typeof ExecCredential>['status'];

/** A program that a kubeconfig names, such as `aws eks get-token`: asked again when what it gave runs out. */
export interface ExecPlugin {
  /** Throws a `config` failure that names the program and what it said. */
  credentials(): Promise<LentCredentials>;
  /** After a 401: true, as it is asked again with the next request. */
  renew(): Promise<boolean>;
}

const timeoutMs = 30_000;
const maxOutputBytes = 256_000;
const earlyMs = 60_000;

export function createExecPlugin(
  exec: Exec,
  cluster: KubeconfigCluster,
  { userName, folder, now }: { userName: string; folder: string; now: () => number },
): ExecPlugin {
  let lent: { status: Promise<LentCredentials>; until: number } | undefined;

  async function run(): Promise<LentCredentials> {
    const { stdout } = await start().catch((cause: unknown) => {
      throw new Failure('config', `${named} ${whyNot(cause)}`, { cause: undefined });
    });
    const parsed = ExecCredential.safeParse(parse(stdout));
    if (!parsed.success) throw new Failure('config', `${named} printed no ExecCredential`);
    return parsed.data.status;
  }

  const named = `the program ${exec.command}, which the kubeconfig names for ${userName},`;

  /** A path with a slash begins at the kubeconfig's folder, a plain name is looked for as shells do. */
  const start = () =>
    promisify(execFile)(exec.command.includes('/') ? resolve(folder, exec.command) : exec.command, exec.args ?? [], {
      timeout: timeoutMs,
      maxBuffer: maxOutputBytes,
      windowsHide: true,
      env: {
        // biome-ignore lint/style/noProcessEnv: a program inherits the environment; these are only added to it
        ...process.env,
        ...Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
        KUBERNETES_EXEC_INFO: execInfo(exec, cluster),
      },
    });

  const whyNot = (cause: unknown): string => {
    const { code, killed, stderr } = cause as { code?: unknown; killed?: boolean; stderr?: string };
    if (code === 'ENOENT')
      return `is not installed here${exec.installHint ? `: ${exec.installHint.slice(0, 200)}` : ''}`;
    if (killed) return `did not end within ${timeoutMs / 1000} s`;
    const said = (stderr ?? '').trim().replace(/\s+/g, ' ').slice(0, 200);
    return `ended with ${String(code)}${said === '' ? '' : `: ${said}`}`;
  };

  return {
    credentials() {
      if (lent === undefined || lent.until <= now()) {
        const entry = { status: run(), until: Number.POSITIVE_INFINITY };
        lent = entry;
        entry.status.then(
          ({ expirationTimestamp: end }) => {
            if (end) entry.until = Date.parse(end) - earlyMs;
          },
          () => {
            if (lent === entry) lent = undefined;
          },
        );
      }
      return lent.status;
    },
    renew: async () => {
      lent = undefined;
      return true;
    },
  };
}

/** What programs read to know which version to print, and for which cluster when they ask for that. */
function execInfo({ apiVersion, provideClusterInfo }: Exec, cluster: KubeconfigCluster): string {
  const ca = cluster['certificate-authority-data'];
  const info = { server: cluster.server, ...(ca ? { 'certificate-authority-data': ca } : {}) };
  const spec = { interactive: false, ...(provideClusterInfo ? { cluster: info } : {}) };
  return JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
