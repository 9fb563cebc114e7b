import { closest, suggest } from '@incidentfox/config';

describe('the name that was meant', () => {
  test('is the nearest, whatever case and signs it is written with', () => {
    expect(closest('paymentGatewy', ['search', 'payment-gateway'])).toBe('payment-gateway');
  });

  test('is rather one that is missing than one that is given already', () => {
    expect(suggest('payments-v1', ['payments', 'payments-v2'], [])).toBe('Did you mean "payments-v2"?');
    expect(suggest('payments-v1', ['payments', 'payments-v2'], ['payments-v2'])).toBe('Did you mean "payments"?');
    expect(suggest('urll', ['url', 'token'], ['url'])).toBe('Did you mean "url"?');
  });

  test('is said to be any of those there are when none is near', () => {
    expect(suggest('nosuch', ['url', 'token'])).toBe('Known here: token, url');
  });
});
