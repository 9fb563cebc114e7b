import { QueryFault } from './promql/ast.ts';
import { durationMs } from './promql/tokens.ts';

/** Epoch ms from seconds or RFC 3339, as the API takes both. */
export function readTime(text: string | null, absent: number): number {
  if (text === null || text === '') return absent;
  const seconds = Number(text);
  const at = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text);
  if (Number.isNaN(at)) throw new QueryFault(`cannot parse "${text}" to a valid timestamp`);
  return at;
}

/** ms from seconds or a duration. */
export function readStep(text: string | null): number {
  const seconds = Number(text);
  const step = text !== null && Number.isFinite(seconds) ? seconds * 1000 : durationMs(text ?? '');
  if (!(step > 0))
    throw new QueryFault('zero or negative query resolution step widths are not accepted. Try a positive integer');
  return step;
}
