import { placeOf } from '../../src/environment/place-of.ts';
import { readPlace } from '../../src/environment/read-place.ts';
import type { SourceText } from '../../src/service-identity/match-services.ts';

const said = (texts: Partial<Record<SourceText['where'], string>>) =>
  readPlace(Object.entries(texts).map(([where, text = '']) => ({ where: where as SourceText['where'], text })));

describe('what an incident says of its place', () => {
  test.each<[string, Partial<Record<SourceText['where'], string>>, object | null]>([
    ['a custom field', { 'custom field Environment': 'Production' }, { environment: 'Production' }],
    [
      'a field of several affected ones',
      { 'custom field Affected environments': 'staging' },
      { environment: 'staging' },
    ],
    [
      'attributes of an alert',
      { 'alert attribute env': 'prod', 'alert attribute region': 'eu-west-1' },
      { environment: 'prod', region: 'eu-west-1' },
    ],
    ['a cluster', { 'alert attribute k8s_cluster_name': 'main-2' }, { cluster: 'main-2' }],
    [
      'labels in the text of an alert',
      { alert: 'HighErrorRate {env="staging", service="checkout"}' },
      { environment: 'staging' },
    ],
    ['a key and a value in the summary', { summary: 'Environment: uat.\nAll logins fail' }, { environment: 'uat' }],
    ['brackets', { title: '[dev] checkout is down' }, { environment: 'development' }],
    ['a word of the title', { title: 'Checkout 500s in prod' }, { environment: 'production' }],
    ['a word with what it names', { title: 'Errors in the test environment' }, { environment: 'test' }],
    [
      'the title before the summary',
      { title: 'Staging checkout is down', summary: 'production is next' },
      { environment: 'staging' },
    ],
    [
      'the field before the title',
      { 'custom field Environment': 'production', title: 'staging deploy broke it' },
      { environment: 'production' },
    ],
    ['two that contradict', { title: 'prod and staging are both down' }, null],
    ['two fields that contradict', { 'alert attribute env': 'prod', 'alert attribute environment': 'staging' }, null],
    [
      'two spellings of one',
      { 'alert attribute env': 'prod', 'custom field Environment': 'Production' },
      { environment: 'prod' },
    ],
    ['where it works is not where it is', { summary: 'Checkout fails for customers, works fine in staging.' }, null],
    [
      'everyday words that are no environment',
      { title: 'Live chat is slow since the test results page changed' },
      null,
    ],
    ['a link', { summary: 'see https://staging.acme.example/d/1' }, null],
    ['nothing', { title: 'Checkout is slow' }, null],
  ])('%s', (_, texts, place) => {
    const found = said(texts);
    if (place === null) expect(found?.environment).toBeUndefined();
    else expect(found).toMatchObject(place);
  });
});

describe('where a question looks', () => {
  const prose = said({ title: 'staging is down' });
  const field = said({ 'custom field Environment': 'staging' });

  test.each([
    [
      'nobody says anything: production, and that is said',
      placeOf(null, {}),
      { environment: 'production', isSaid: false },
    ],
    ['prose, where the team says nothing', placeOf(null, { said: prose }), { environment: 'staging', isSaid: true }],
    [
      "the team's environment before prose",
      placeOf(null, { said: prose, team: { environment: 'production' } }),
      { environment: 'production' },
    ],
    [
      "a field before the team's environment",
      placeOf(null, { said: field, team: { environment: 'production' } }),
      { environment: 'staging' },
    ],
    [
      'the service before everything',
      placeOf({ place: { environment: 'uat' } }, { said: field, team: { environment: 'production' } }),
      { environment: 'uat', unmarked: 'test' },
    ],
    [
      'each part by itself',
      placeOf({ place: { cluster: 'main' } }, { said: field, team: { region: 'eu' } }),
      { environment: 'staging', cluster: 'main', region: 'eu' },
    ],
  ])('%s', (_, place, expected) => expect(place).toMatchObject(expected));
});
