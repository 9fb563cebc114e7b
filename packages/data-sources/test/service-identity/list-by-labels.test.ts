import { listByLabels } from '../../src/service-identity/list-by-labels.ts';

const listed = (values: Record<string, string[]>, configured: string[] | null = null) =>
  listByLabels(new Set(Object.keys(values)), async (label) => values[label], configured);

describe('services by the labels that there are', () => {
  test.each(['service', 'app_name', 'app_kubernetes_io_instance', 'k8s_deployment_name', 'kubernetes_name'])(
    '%s names them, and the job of a scrape does not',
    async (label) => {
      expect(await listed({ [label]: ['search', 'checkout'], job: ['kubernetes-pods'] })).toEqual([
        'checkout',
        'search',
      ]);
    },
  );

  test.each([
    ['name', ['checkout'], ['checkout']],
    ['job', ['shop/checkout', 'shop/search'], ['checkout', 'search']],
    ['instance', ['checkout:8080', 'checkout:9090', '10.0.0.7:8080'], ['checkout']],
  ])('%s alone is enough where nothing else names any', async (label, values, names) => {
    expect(await listed({ [label]: values })).toEqual(names);
  });

  test('configured labels are the only ones', async () => {
    expect(await listed({ service: ['checkout'], team_app: ['cart'] }, ['team_app'])).toEqual(['cart']);
  });
});
