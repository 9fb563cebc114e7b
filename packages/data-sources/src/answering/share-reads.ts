import { startDeadline } from '@incidentfox/http-client';
import { maxSharedReads, sharedForMs } from '../limits.ts';
import type { QuestionRun } from './question-run.ts';

/** Reads that several questions need: the first asks, the others take its answer. A failure is told to all who wait, and not kept. */
export interface SharedReads {
  /** For all questions of one investigation, which hold the same `incident`: its next one reads anew. */
  ofIncident<T>(incident: object, what: string, reader: Reader, read: Read<T>): Promise<T>;
  /** What is the same for every incident: kept for a minute. */
  ofOrganisation<T>(what: string, reader: Reader, read: Read<T>): Promise<T>;
}

/** Who asks: a question with its counters, or at the least what ends its waiting. */
type Reader = Pick<QuestionRun, 'signal'> & Partial<QuestionRun>;

/** The request is counted for the reader that comes first, and ends when nobody waits for it any more. */
type Read<T> = (reader: Reader) => Promise<T>;

interface SharedRead {
  readonly answer: Promise<unknown>;
  readonly until: number;
  waiting: number;
  stop(): void;
}

export function shareReads(now: () => number): SharedReads {
  const ofIncidents = new WeakMap<object, Map<string, SharedRead>>();
  const ofOrganisation = new Map<string, SharedRead>();
  return {
    ofIncident: (incident, what, reader, read) => {
      const reads = ofIncidents.get(incident) ?? new Map<string, SharedRead>();
      ofIncidents.set(incident, reads);
      return join(reads.get(what) ?? start(reads, what, Number.POSITIVE_INFINITY, reader, read), reader);
    },
    ofOrganisation: (what, reader, read) => {
      const there = ofOrganisation.get(what);
      if (there && now() < there.until) return join(there, reader);
      ofOrganisation.delete(what);
      const [oldest] = ofOrganisation.keys();
      if (ofOrganisation.size >= maxSharedReads && oldest !== undefined) ofOrganisation.delete(oldest);
      return join(start(ofOrganisation, what, now() + sharedForMs, reader, read), reader);
    },
  };
}

function start<T>(
  reads: Map<string, SharedRead>,
  what: string,
  until: number,
  reader: Reader,
  read: Read<T>,
): SharedRead {
  // Not the first reader's signal: its end would be the end for those who joined it.
  const ended = new AbortController();
  const forget = () => {
    if (reads.get(what) === shared) reads.delete(what);
  };
  const answer = read({ ...reader, signal: ended.signal });
  const shared: SharedRead = {
    answer,
    until,
    waiting: 0,
    stop: () => {
      forget();
      ended.abort();
    },
  };
  reads.set(what, shared);
  answer.catch(forget);
  return shared;
}

async function join<T>(shared: SharedRead, reader: Reader): Promise<T> {
  const waiting = startDeadline(Number.POSITIVE_INFINITY, reader.signal);
  shared.waiting += 1;
  try {
    return (await waiting.race(shared.answer)) as T;
  } finally {
    waiting.clear();
    shared.waiting -= 1;
    // After an answer it stops nothing, so only those who gave up are looked at.
    if (shared.waiting === 0 && reader.signal.aborted) shared.stop();
  }
}
