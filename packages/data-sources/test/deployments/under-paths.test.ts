import { isUnder, plainPaths } from '../../src/deployments/belonging/under-paths.ts';

describe("a service's paths in a repository", () => {
  test.each([
    'services/checkout',
    './services/checkout',
    '/services/checkout/',
    'services/checkout/**',
    ' services/checkout/* ',
  ])('mean the same folder however they are written: %s', (path) => {
    expect(isUnder('services/checkout/src/pay.ts', [path])).toBe(true);
    expect(isUnder('services/checkout-web/src/pay.ts', [path])).toBe(false);
    expect(plainPaths([path])).toEqual(['services/checkout']);
  });

  test.each(['.', '/', './', '**'])('may be the whole repository, which is no folder to ask for: %s', (path) => {
    expect(isUnder('src/pay.ts', [path])).toBe(true);
    expect(plainPaths([path])).toEqual([]);
  });

  test('may hold patterns', () => {
    expect(isUnder('libs/card-pay/index.ts', ['libs/*-pay'])).toBe(true);
    expect(isUnder('libs/a/b-pay/index.ts', ['libs/*-pay'])).toBe(false);
    expect(plainPaths(['libs/*-pay'])).toEqual([]);
  });
});
