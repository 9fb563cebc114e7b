import { environmentKind, isSameEnvironment, withoutEnvironment } from '../../src/environment/environment-kind.ts';
import { namesElsewhere } from '../../src/environment/names-elsewhere.ts';
import { assumedPlace } from '../../src/environment/wanted-place.ts';

test.each([
  ['prod', 'production', true],
  ['PRD', 'production', true],
  ['live-2', 'production', true],
  ['shop-prod-eu', 'production', true],
  ['prod-eu', 'prod-us', false],
  ['production', 'prod-eu', true],
  ['pre-prod', 'production', false],
  ['non-prod', 'production', false],
  ['stg', 'staging', true],
  ['staging', 'production', false],
  ['customer-a', 'customer-a', true],
  ['customer-b', 'customer-a', false],
])('%s as %s: %s', (name, wanted, isSame) => expect(isSameEnvironment(name, wanted)).toBe(isSame));

test.each([
  ['checkout', null],
  ['product-reviews', null],
  ['latest', null],
  ['deviceshop', null],
  ['shopStaging', 'staging'],
  ['qa2', 'test'],
])('%s speaks of %s', (name, kind) => expect(environmentKind(name)).toBe(kind));

test('a name without its environment', () => {
  expect(['checkout-prod', 'prod-checkout', 'checkout', 'prod'].map(withoutEnvironment)).toEqual([
    'checkout',
    'checkout',
    'checkout',
    'prod',
  ]);
});

test('a name is of another environment where something is called so without the word', () => {
  const isElsewhere = namesElsewhere(['checkout', 'checkout-staging', 'review-api', 'cart-prod', 'cart-dev']);
  expect(['checkout', 'checkout-staging', 'review-api', 'cart-prod', 'cart-dev'].filter(isElsewhere)).toEqual([
    'checkout-staging',
    'cart-dev',
  ]);
  const inStaging = namesElsewhere(['checkout', 'checkout-staging'], { ...assumedPlace, environment: 'staging' });
  expect(inStaging('checkout-staging')).toBe(false);
});
