import { readCommits } from '../adapter/roll-out.ts';
import { toObservations } from '../adapter/to-observations.ts';
import { caseFolders, readCaseFolder } from '../cases/read-case-folder.ts';
import { predict } from './predict.ts';
import type { ChangePrediction } from './prediction.ts';

/** A prediction for each case of a set, one after the other. `onUnread` is told what of a case could not be read. */
export function* predictFolder(
  set: string,
  onUnread: (id: string, what: readonly string[]) => void,
): Generator<ChangePrediction> {
  for (const folder of caseFolders(set)) {
    const given = readCaseFolder(folder);
    const { observations, unread } = toObservations(given);
    if (unread.length > 0) onUnread(given.id, unread);
    yield predict(given.id, observations, readCommits(given.commits));
  }
}
