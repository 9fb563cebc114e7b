import type { ChangeKind } from '@incidentfox/incident';

const settingKinds: ReadonlySet<string> = new Set<ChangeKind>(['config', 'flag', 'scale', 'infra']);

/** Whether a change of this kind alters settings of what runs, and not the code: it has no version of its own. */
export const isSettingKind = (kind: string): boolean => settingKinds.has(kind);
