import { aService } from '@incidentfox/test-kit';
import { placeOf } from '../../src/environment/place-of.ts';
import { readPlace } from '../../src/environment/read-place.ts';
import { servicesHere } from '../../src/environment/settings/services-here.ts';

const staging = readPlace([{ where: 'title', text: '[staging] Checkout returns 500' }]);
const team = { environment: 'production' };
const entry = (name: string, environment?: string) =>
  aService({ name, aliases: [], dependsOn: [], vendorNames: {}, ...(environment && { place: { environment } }) });
const names = (services: readonly { name: string; aliases: readonly string[] }[]) =>
  services.map(({ name, aliases }) => [name, ...aliases].join(' '));

describe('what is set for staging, when the incident is in staging', () => {
  test('a title that names an environment something is set to goes before where the team usually is', () => {
    expect(placeOf(null, { said: staging, team, configured: ['production', 'stg'] }).environment).toBe('staging');
    expect(placeOf(null, { said: staging, team, configured: ['production'] }).environment).toBe('production');
  });

  test('of one service in two entries, the entry of staging stands under the common name', () => {
    const services = [entry('checkout', 'production'), entry('checkout-staging', 'staging'), entry('search')];
    const settings = { said: staging, team, configured: ['production', 'staging'] };
    expect(names(servicesHere(services, settings))).toEqual(['checkout-staging checkout', 'search']);
    expect(names(servicesHere(services, { team }))).toEqual(['checkout', 'search']);
  });

  test('an entry that has no counterpart stays', () => {
    const services = [entry('checkout', 'production'), entry('search-staging', 'staging')];
    expect(names(servicesHere(services, { team }))).toEqual(['checkout', 'search-staging']);
  });
});
