import type { Change } from '@incidentfox/incident';

const plain = (version: string): string => version.replace(/^v/i, '');
const isSetting = ({ kind }: Change): boolean => kind === 'flag' || kind === 'config';
/** What a setting is called in its title, without the values it had and got. */
const nameIn = (title: string): string => /[A-Za-z][\w]*(?:[-_.:/][\w]+)+/.exec(title)?.[0] ?? '';

/** A title without a name is one of words alone: then only the same words are the same setting. */
const isSameSetting = (one: string, other: string): boolean =>
  one === other || (nameIn(other) !== '' && nameIn(one) === nameIn(other));

/** The later change that undid this one, as a person who reads the list of changes would say; undefined when none did. */
export function undoingOf(change: Change, all: readonly Change[]): Change | undefined {
  return all.find((later) => {
    if (later.service !== change.service || later.startedAt <= change.startedAt || later.status === 'failed')
      return false;
    if (/^revert\b/i.test(later.title) && change.title !== '' && later.title.includes(change.title)) return true;
    if (isSetting(change)) return later.kind === change.kind && isSameSetting(later.title, change.title);
    if (isSetting(later)) return false;
    if (later.version !== undefined && change.previousVersion !== undefined)
      return plain(later.version) === plain(change.previousVersion);
    return later.kind === 'rollback';
  });
}
