import type { WorkerDeps } from '../worker-deps.ts';
import type { Consideration } from './consideration.ts';

/** Keeps that the incident is over with its finished run, so that it is seen as changed when it is opened again. */
export async function rememberStatus(deps: WorkerDeps, { record, incident }: Consideration): Promise<void> {
  if (record?.incident) {
    const remembered = { ...record.incident, status: incident.status };
    await deps.investigations.write({ ...record, incident: remembered });
  }
}
