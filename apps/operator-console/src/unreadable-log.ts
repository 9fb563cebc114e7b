import type { Logger } from '@incidentfox/service-runtime';

const maxRemembered = 1_000;

/** Logs each record that cannot be read once, not at every look at the list. */
export function createUnreadableLog(logger: Logger): (investigationId: string, why: string) => void {
  const logged = new Set<string>();
  return (investigationId, why) => {
    if (logged.has(investigationId)) return;
    if (logged.size >= maxRemembered) logged.clear();
    logged.add(investigationId);
    logger.warn({ investigationId, why }, 'a record cannot be read: a newer version wrote it, or it is broken');
  };
}
