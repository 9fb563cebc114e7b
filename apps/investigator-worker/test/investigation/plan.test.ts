import type { Service } from '@incidentfox/incident';
import { chooseServices } from '../../src/investigation/2-plan/choose-services.ts';

const catalogue: Service[] = [
  service('web', ['checkout']),
  service('checkout', ['payments', 'inventory']),
  service('payments', ['ledger']),
  service('inventory', []),
  service('ledger', ['ledger-db']),
  service('ledger-db', []),
  service('newsletter', []),
];

describe('the services to ask about', () => {
  test('are the affected one, its callees and its callers within two calls, nearest first', () => {
    const near = chooseServices(['checkout'], catalogue).filter((s) => s.near);
    expect(near.map((s) => [s.service.name, s.distance])).toEqual([
      ['checkout', 0],
      ['inventory', 1],
      ['payments', 1],
      ['web', 1],
      ['ledger', 2],
    ]);
  });

  test('include far ones for their changes only, so that an unrelated deploy can be ruled out', () => {
    const far = chooseServices(['checkout'], catalogue).filter((s) => !s.near);
    expect(far.map((s) => s.service.name)).toEqual(['ledger-db', 'newsletter']);
  });

  test('are the nearest also by calls that only telemetry reports, and of equally near ones those that moved first', () => {
    const seen = { calls: [{ from: 'newsletter', to: 'checkout' }], loudness: new Map([['web', 0.9]]) };
    const near = chooseServices(['checkout'], catalogue, seen).filter((s) => s.near);
    expect(near.map((s) => s.service.name)).toEqual([
      'checkout',
      'web',
      'inventory',
      'newsletter',
      'payments',
      'ledger',
    ]);
  });

  test('always hold the affected one, however large the catalogue and wherever its name stands in it', () => {
    const many = Array.from({ length: 500 }, (_, i) => service(`s${i}`, []));
    expect(chooseServices(['zebra'], [...many, service('zebra', [])])[0]?.service.name).toBe('zebra');
  });

  test('are those that moved most when the incident names none', () => {
    const many = Array.from({ length: 60 }, (_, i) => service(`s${i}`, []));
    const loudness = new Map([
      ['s59', 0.4],
      ['s58', 0.8],
    ]);
    expect(
      chooseServices([], many, { calls: [], loudness })
        .slice(0, 2)
        .map((s) => s.service.name),
    ).toEqual(['s58', 's59']);
  });

  test('are all of them when the incident names none', () => {
    expect(chooseServices([], catalogue).every((s) => s.near)).toBe(true);
  });

  test('are bounded in a large catalogue', () => {
    const many = Array.from({ length: 500 }, (_, i) => service(`s${i}`, []));
    const chosen = chooseServices([], many);
    expect(chosen.length).toBe(40);
    expect(chosen.filter((s) => s.near).length).toBe(14);
  });
});

function service(name: string, dependsOn: string[]): Service {
  return { name, aliases: [], dependsOn, vendorNames: {} };
}
