import type { TeamSettings } from '../../../packages/config/src/settings.ts';
import type { Record } from '../../../packages/incident/src/record.ts';

export function read(record: Record, settings: Partial<TeamSettings>): unknown[] {
  record.onlyAssigned = 'written';
  const written = { ...record, onlyWritten: 'written' };
  const [{ readByDestructuring }] = written.inner as [Record['inner'][number]];
  // biome-ignore lint/complexity/useLiteralKeys: the check must see brackets as well
  return [record.readByName, record['readInBrackets'], readByDestructuring, settings.hasEffect];
}
