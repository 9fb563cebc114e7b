import type { System } from '@incidentfox/incident-flow/system';

/** Stops a process for a while, as a paused machine does, and lets it go on where it was. */
export async function freeze(system: System, app: string, whileFrozen: () => Promise<void>): Promise<void> {
  system.apps.get(app)?.kill('SIGSTOP');
  try {
    await whileFrozen();
  } finally {
    system.apps.get(app)?.kill('SIGCONT');
  }
}
