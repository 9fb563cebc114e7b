import type { QuestionRun } from '../../answering/index.ts';
import type { Touched } from '../../deployments/belonging/belonging.ts';
import type { GithubClient } from '../client.ts';
import type { GithubFile } from '../responses.schema.ts';

/** Who reads patches, and how near to the alarm they should be. `alarmAt` is epoch ms. */
export interface GithubPatchReader {
  readonly client: GithubClient;
  readonly run: QuestionRun;
  readonly alarmAt: number;
  /** Which files each change touched, by its id: noted here while its patch is read. */
  readonly touched: Map<string, Touched>;
  /** False for a file that is known to be another service's. */
  isOwn(path: string): boolean;
}

/** Keeps what a change touched, for telling whose it is. */
export function noteTouched(
  { touched }: Pick<GithubPatchReader, 'touched'>,
  id: string,
  files: readonly GithubFile[],
  maxFiles: number,
): void {
  touched.set(id, { files: files.map(({ filename }) => filename), isCut: files.length >= maxFiles });
}
