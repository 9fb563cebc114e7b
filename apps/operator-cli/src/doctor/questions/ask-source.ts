import {
  type AnsweredQuestion,
  type CollectedAnswer,
  collectAnswers,
  type DataSource,
  questionsFor,
} from '@incidentfox/data-sources';
import type { Service } from '@incidentfox/incident';
import type { Examination, ExaminedTeam } from '../examination.ts';

/** What is asked about, ms: short, and long enough for a scrape, a line and a rate. */
export const askedMs = 30 * 60_000;
/** So many services of a catalogue are asked about; each costs a few requests a capability. */
export const maxServicesAsked = 20;
/** Enough to see that there are values; an investigation reads four times as many. */
const pointsPerSeries = 60;
/** All questions to one source together, as many times the patience for one request. */
const requestsInARow = 6;

/** One service's answers from one source. */
export interface AskedService {
  readonly service: Service;
  /** True when nobody configured it: the source itself named it. */
  readonly isDiscovered: boolean;
  readonly answers: readonly CollectedAnswer[];
}

/**
 * Asks a source about each service what an investigation would ask, over the last half hour. Without a catalogue it is asked about the
 * first services it knows by itself.
 */
export async function askSource(
  source: DataSource,
  { settings }: ExaminedTeam,
  { now, timeoutMs }: Examination,
): Promise<AskedService[]> {
  const isDiscovered = settings.services.length === 0;
  const catalogue = isDiscovered ? await knownBy(source, timeoutMs) : settings.services;
  const services = catalogue.slice(0, isDiscovered ? 3 : maxServicesAsked);
  const to = now();
  const answers = await collectAnswers({
    sources: [source],
    questions: questionsFor(services, [...source.capabilities]),
    scope: {
      incident: null,
      window: { from: to - askedMs, to },
      caps: { pointsPerSeries },
      catalogue,
      ...(settings.place === undefined ? {} : { place: { team: settings.place } }),
    },
    deadlineMs: timeoutMs * requestsInARow,
    now,
  });
  const isAbout = (service: Service, question: AnsweredQuestion) => question.service === service.name;
  return services.map((service) => ({
    service,
    isDiscovered,
    answers: answers.filter(({ question }) => isAbout(service, question)),
  }));
}

async function knownBy(source: DataSource, timeoutMs: number): Promise<Service[]> {
  const answer = await source.discover?.(AbortSignal.timeout(timeoutMs));
  return (answer?.items ?? []).map(({ name, vendorName }) => ({
    name,
    aliases: [],
    dependsOn: [],
    vendorNames: { [source.kind]: vendorName },
  }));
}
