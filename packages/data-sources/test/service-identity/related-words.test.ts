import { aService } from '@incidentfox/test-kit';
import { relatedServices } from '../../src/service-identity/related-words.ts';

const catalogue = ['payments', 'orders', 'identity-svc', 'customers', 'storefront-bff', 'Invoice Runs', 'ledger'].map(
  (name) => aService({ name, aliases: [], dependsOn: [], vendorNames: {} }),
);
const ledTo = (text: string) => relatedServices([{ where: 'title', text }], catalogue).map(({ service }) => service);

describe('everyday words', () => {
  test.each([
    ['Nobody can log in', ['identity-svc']],
    ['Customers cannot pay', ['payments']],
    ['Orders do not arrive', ['orders']],
    ['Invoices not sent', ['Invoice Runs']],
    ['Home page does not load', ['storefront-bff']],
  ])('"%s" leads to %j', (text, expected) => expect(ledTo(text)).toEqual(expected));

  test('are told as the hint they are', () => {
    expect(relatedServices([{ where: 'title', text: 'Customers cannot pay' }], catalogue)).toEqual([
      { service: 'payments', foundBy: 'words', because: '"pay" in the title is what payments seems to be for' },
    ]);
  });

  test.each(['Customers complain', 'Something is odd', 'High latency', ''])('"%s" leads nowhere', (text) =>
    expect(ledTo(text)).toEqual([]),
  );
});
