import type { Logger } from './logger.ts';
import { redactText } from './redact.ts';

/** A service that runs: how to stop it (in the reverse order of its start), and a sentence about where it is. */
export interface RunningService {
  stop(): Promise<void>;
  ready: string;
}

/** The parts of `process` that are used, so that a test can stand in. */
export interface ServiceProcess {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
  exit(code: number): void;
}

export interface ServiceOptions {
  start: () => Promise<RunningService>;
  logger: Logger;
  /** How long `stop` may take before the process exits anyway, with code 1. */
  shutdownMs: number;
  process?: ServiceProcess;
}

/**
 * Starts a service and ends the process with it. SIGTERM or SIGINT: `stop`, exit 0; a second signal or a `stop` that takes
 * too long: exit 1. A start that fails says one sentence per fault and exits 1. An uncaught exception stops the service in
 * order and exits 1, so that it is restarted instead of running on in an unknown state.
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const { logger } = options;
  const host: ServiceProcess = options.process ?? process;
  let running: RunningService | undefined;
  let stopping = false;

  const end = async (reason: string, code: number): Promise<void> => {
    if (stopping) return host.exit(1);
    stopping = true;
    logger.info({ reason }, 'stopping');
    const clean = running === undefined || (await stopInTime(running, options));
    logger.info({ clean }, 'stopped');
    host.exit(clean ? code : 1);
  };
  const onUncaught = (error: unknown): void => {
    logger.fatal({ error }, 'uncaught exception: shutting down');
    void end('uncaught exception', 1);
  };
  host.on('SIGTERM', () => void end('SIGTERM', 0));
  host.on('SIGINT', () => void end('SIGINT', 0));
  host.on('uncaughtException', onUncaught);
  host.on('unhandledRejection', onUncaught);

  try {
    running = await options.start();
    if (!stopping) logger.info({ ready: running.ready }, 'ready');
  } catch (error) {
    for (const fault of faultsOf(error)) logger.fatal({ fault }, 'the service cannot start');
    host.exit(1);
  }
}

async function stopInTime(running: RunningService, { logger, shutdownMs }: ServiceOptions): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, shutdownMs, false);
  });
  try {
    return await Promise.race([running.stop().then(() => true), late]);
  } catch (error) {
    logger.error({ error }, 'stopping failed');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Every fault an error carries (`faults`, `errors`), else its own message, line by line: what a person reads, without stack or secret. */
export function faultsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [redactText(String(error))];
  const listed = Reflect.get(error, 'faults') ?? Reflect.get(error, 'errors');
  if (!Array.isArray(listed) || listed.length === 0) return redactText(error.message).split('\n');
  return listed.map((fault: unknown) => redactText(sentenceOf(fault)));
}

function sentenceOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null || !('message' in fault)) return String(fault);
  const part = (key: string): string => String(Reflect.get(fault, key) ?? '');
  const place = [part('file'), part('path'), part('message')].filter((text) => text !== '').join(': ');
  return part('hint') === '' ? place : `${place}. ${part('hint')}`;
}
