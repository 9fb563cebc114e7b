import type { QuestionRun } from '../../answering/index.ts';
import type { Touched } from '../../deployments/belonging/belonging.ts';
import type { GitlabClient } from '../client.ts';
import type { GitlabFile } from '../responses.schema.ts';

/** Who reads patches, and how near to the alarm they should be. `alarmAt` is epoch ms. */
export interface GitlabPatchReader {
  readonly client: GitlabClient;
  readonly run: QuestionRun;
  readonly alarmAt: number;
  /** Which files each change touched, by its id: noted here while its patch is read. */
  readonly touched: Map<string, Touched>;
  /** False for a file that is known to be another service's. */
  isOwn(path: string): boolean;
}

/** Keeps what a change touched, for telling whose it is. */
export function noteTouched(
  { touched }: Pick<GitlabPatchReader, 'touched'>,
  id: string,
  files: readonly GitlabFile[],
  isCut: boolean,
): void {
  touched.set(id, { files: files.map(({ new_path: path }) => path), isCut });
}
