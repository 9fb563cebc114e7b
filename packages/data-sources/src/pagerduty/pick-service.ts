import type { Service } from '@incidentfox/incident';
import { configuredNameOf, namesOf, type QuestionRun, SkipQuestion } from '../answering/index.ts';
import type { PagerdutyClient } from './client.ts';

/** The configured service id or name, else the service with one of the catalogue's names; PagerDuty's names are for people. */
export async function pickService(client: PagerdutyClient, service: Service, run: QuestionRun) {
  const configured = configuredNameOf(service, 'pagerduty');
  const named = typeof configured === 'string' ? configured : (configured?.service_id ?? configured?.service);
  if (named !== undefined && /^P[A-Z0-9]{6,13}$/.test(named))
    return { id: named, name: service.name, html_url: undefined };
  for (const name of named === undefined ? namesOf({ ...service, vendorNames: {} }, 'pagerduty') : [named]) {
    // The search is for parts of a name, and knows no other spelling; the first word is enough to find both.
    const [first = name] = name.split(/[\s_-]+/).filter(Boolean);
    const found = (await client.services(first, run)).find((one) => plain(one.name) === plain(name));
    if (found) return found;
  }
  throw new SkipQuestion(`no PagerDuty service is called like ${service.name}; set services[].pagerduty`);
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
