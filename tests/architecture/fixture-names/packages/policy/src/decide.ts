/** A second meaning of the word. */
export type Verdict = { kind: 'investigate' } | { kind: 'skip' };
/** Not exported: nobody else meets it. */
interface Incident {
  readonly name: string;
}
export const decide = ({ name }: Incident): Verdict => ({ kind: name === '' ? 'skip' : 'investigate' });
