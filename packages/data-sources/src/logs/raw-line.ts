import type { LogLine, Window } from '@incidentfox/incident';
import type { UsualStatement } from './usual-statements.ts';

/** A line as a source gave it. Untrusted. */
export interface RawLine {
  /** Epoch ms. */
  readonly at: number;
  readonly text: string;
  /** Labels, metadata and attributes beside the text. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** As of a {@link LogLine}. */
  readonly standsFor?: number;
  readonly isUnusual?: boolean;
}

/** How a source reads and counts the lines of one digest. Every call throws a Failure. */
export interface LineReader {
  /** The newest lines of a range that make none of the statements. */
  read(range: Window, limit: number, leftOut: readonly UsualStatement[]): Promise<RawLine[]>;
  count(range: Window, leftOut: readonly UsualStatement[]): Promise<number>;
  /** For every statement the lines of each range that make it and none of the statements before it; null where a source cannot count so. */
  countStatements(statements: readonly UsualStatement[], ranges: readonly Window[]): Promise<number[][] | null>;
  /** Whether parts of the window are read one by one; where every query is paid for, the newest lines have to do. */
  readonly spreads: boolean;
  toLine(line: RawLine): LogLine;
  hostOf(line: RawLine): string | undefined;
}
