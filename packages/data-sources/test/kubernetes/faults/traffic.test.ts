import { findFaults } from '../../../src/kubernetes/faults/find-faults.ts';
import { at, iso } from '../../questions.ts';
import { aHealthyShop, type Shop, toSurroundings, type Wire, writtenAt } from './healthy-shop.ts';
import { type FaultSituation, playsFault } from './plays-fault.ts';

const service = (shop: Shop): Wire => shop.services[0] as Wire;
const ingress = (shop: Shop): Wire => shop.ingresses[0] as Wire;
const policy = (shop: Shop): Wire => shop.networkPolicies[0] as Wire;
const noEndpoints = (shop: Shop): void => {
  shop.endpointSlices[0] = { ...shop.endpointSlices[0], endpoints: null };
};
const written = (one: Wire, minutes: number, fields: Wire): void => {
  one.metadata.managedFields = writtenAt(minutes, { 'f:spec': fields });
};
const describeService = 'kubectl describe service checkout -n shop';
const describeIngress = 'kubectl describe ingress web -n shop';

const services: FaultSituation[] = [
  {
    what: 'a selector that matches no pod',
    alter(shop) {
      service(shop).spec.selector = { app: 'chekout' };
      written(service(shop), -21, { 'f:selector': {} });
      noEndpoints(shop);
    },
    found: {
      kind: 'selector_mismatch',
      object: 'Service checkout',
      since: at(-21),
      says: /app=chekout matches no pod of checkout/,
      command: describeService,
    },
  },
  {
    what: 'a selector that matches no pod, and nobody kept since when',
    alter(shop) {
      service(shop).spec.selector = { app: 'chekout' };
      noEndpoints(shop);
    },
    found: {
      kind: 'selector_mismatch',
      object: 'Service checkout',
      since: undefined,
      says: /matches no pod/,
      command: describeService,
    },
  },
  {
    what: 'pods of which none is ready, since the last one was',
    alter(shop) {
      noEndpoints(shop);
      shop.pods.forEach((pod, i) => {
        pod.status.conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: iso(-9 + i) }];
      });
    },
    found: {
      kind: 'no_endpoints',
      object: 'Service checkout',
      since: at(-8),
      says: /no pod that .* is ready \(2 are known\)/,
      command: describeService,
    },
  },
  {
    what: 'one ready pod of two',
    alter: (shop) => {
      (shop.endpointSlices[0] as Wire).endpoints[0].conditions.ready = false;
    },
    found: null,
  },
  {
    what: 'a Service without a selector, whose endpoints somebody else keeps',
    alter(shop) {
      service(shop).spec.selector = undefined;
      noEndpoints(shop);
    },
    found: null,
  },
  {
    what: 'a Service that leads outside',
    alter(shop) {
      shop.services.push({
        ...service(shop),
        metadata: { ...service(shop).metadata, name: 'checkout-service' },
        spec: { type: 'ExternalName', externalName: 'old.acme.example' },
      });
    },
    found: null,
  },
  {
    what: 'a port by a name that no container has',
    alter(shop) {
      service(shop).spec.ports[0].targetPort = 'web';
      written(service(shop), -17, { 'f:ports': {} });
    },
    found: {
      kind: 'wrong_port',
      object: 'Service checkout',
      since: at(-17),
      says: /port 80 leads to web; declared: http \(8080\)/,
      command: describeService,
    },
  },
  {
    what: 'a port by a number that no container declares',
    alter(shop) {
      service(shop).spec.ports[0].targetPort = 8081;
      written(service(shop), -17, { 'f:ports': {} });
    },
    found: {
      kind: 'wrong_port',
      object: 'Service checkout',
      since: at(-17),
      says: /port 80 leads to 8081/,
      command: describeService,
    },
  },
  {
    what: 'a port by its number',
    alter: (shop) => {
      service(shop).spec.ports[0].targetPort = 8080;
    },
    found: null,
  },
  {
    what: 'containers that declare no ports may listen on any',
    alter(shop) {
      shop.deployment.spec.template.spec.containers[0].ports = undefined;
      service(shop).spec.ports[0].targetPort = 9090;
      policy(shop).spec.ingress = [{}];
    },
    found: null,
  },
];

const policies: FaultSituation[] = [
  {
    what: 'a policy that lets nothing in, with none that lets anything in',
    alter(shop) {
      policy(shop).spec.ingress = [];
      written(policy(shop), -13, { 'f:ingress': {} });
    },
    found: {
      kind: 'traffic_cut',
      object: 'NetworkPolicy checkout',
      since: at(-13),
      says: /incoming/,
      command: 'kubectl describe networkpolicy checkout -n shop',
    },
  },
  {
    what: 'a policy that lets in what nobody serves',
    alter(shop) {
      policy(shop).spec.ingress = [{ ports: [{ protocol: 'TCP', port: 9000 }] }];
      policy(shop).metadata.creationTimestamp = iso(-11);
    },
    found: {
      kind: 'traffic_cut',
      object: 'NetworkPolicy checkout',
      since: at(-11),
      says: /incoming/,
      command: 'kubectl describe networkpolicy checkout -n shop',
    },
  },
  {
    what: 'one policy denies everything and another allows what is served',
    alter(shop) {
      shop.networkPolicies.push({
        ...policy(shop),
        metadata: { ...policy(shop).metadata, name: 'deny-all' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      });
    },
    found: null,
  },
  {
    what: 'a policy for the pods of others',
    alter(shop) {
      shop.networkPolicies = [
        { ...policy(shop), spec: { podSelector: { matchLabels: { app: 'cart' } }, policyTypes: ['Ingress'] } },
      ];
    },
    found: null,
  },
  {
    what: 'a policy that lets in a range of ports, or a port by its name',
    alter(shop) {
      policy(shop).spec.ingress = [{ ports: [{ port: 8000, endPort: 8100 }] }, { ports: [{ port: 'http' }] }];
    },
    found: null,
  },
  {
    what: 'a policy that lets it call its store, and no name server',
    alter(shop) {
      policy(shop).spec.egress = [{ to: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 5432 }] }];
      written(policy(shop), -13, { 'f:egress': {} });
    },
    found: {
      kind: 'lookups_cut',
      object: 'NetworkPolicy checkout',
      since: at(-13),
      says: /port 53/,
      command: 'kubectl describe networkpolicy checkout -n shop',
    },
  },
  {
    what: 'a policy that lets it look up names',
    alter: (shop) => {
      policy(shop).spec.egress = [{ ports: [{ port: 5432 }] }, { ports: [{ protocol: 'UDP', port: 53 }] }];
    },
    found: null,
  },
];

const routes: FaultSituation[] = [
  {
    what: 'a backend that does not exist',
    alter(shop) {
      ingress(shop).spec.rules.push({
        host: 'b.acme.example',
        http: { paths: [{ path: '/', backend: { service: { name: 'checkout-v2', port: { number: 80 } } } }] },
      });
      written(ingress(shop), -19, { 'f:rules': {} });
    },
    found: {
      kind: 'route_broken',
      object: 'Ingress web',
      since: at(-19),
      says: /Service checkout-v2, does not exist/,
      command: describeIngress,
    },
  },
  {
    what: 'a port that the backend does not have',
    alter(shop) {
      ingress(shop).spec.rules[0].http.paths[0].backend.service.port = { number: 8080 };
      written(ingress(shop), -19, { 'f:rules': {} });
    },
    found: {
      kind: 'route_broken',
      object: 'Ingress web',
      since: at(-19),
      says: /has no port 8080/,
      command: describeIngress,
    },
  },
  {
    what: 'a port of the backend by its name',
    alter: (shop) => {
      ingress(shop).spec.rules[0].http.paths[0].backend.service.port = { name: 'web' };
    },
    found: null,
  },
  {
    what: 'a class that does not exist',
    alter(shop) {
      ingress(shop).spec.ingressClassName = 'nginx-old';
      ingress(shop).metadata.creationTimestamp = iso(-33);
    },
    found: {
      kind: 'route_broken',
      object: 'Ingress web',
      since: at(-33),
      says: /class nginx-old does not exist/,
      command: describeIngress,
    },
  },
  {
    what: 'no class, where there is no default one',
    alter(shop) {
      ingress(shop).spec.ingressClassName = undefined;
      ingress(shop).metadata.creationTimestamp = iso(-33);
    },
    found: {
      kind: 'route_broken',
      object: 'Ingress web',
      since: at(-33),
      says: /names no class/,
      command: describeIngress,
    },
  },
  {
    what: 'no class, where there is a default one',
    alter(shop) {
      ingress(shop).spec.ingressClassName = undefined;
      (shop.ingressClasses[0] as Wire).metadata.annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
    },
    found: null,
  },
  {
    what: 'a class by the older annotation',
    alter(shop) {
      ingress(shop).spec.ingressClassName = undefined;
      ingress(shop).metadata.annotations = { 'kubernetes.io/ingress.class': 'public' };
    },
    found: null,
  },
  {
    what: 'an Ingress of others with a backend that does not exist',
    alter(shop) {
      ingress(shop).spec.rules[0].http.paths[0].backend.service.name = 'search';
    },
    found: null,
  },
];

test.each([...services, ...policies, ...routes])('$what', playsFault);

test('what is not known is not concluded from', () => {
  const shop = aHealthyShop();
  shop.endpointSlices = [];
  shop.ingressClasses = [];
  const seen = { ...toSurroundings(shop), endpointSlices: undefined, ingressClasses: undefined, services: undefined };
  expect(findFaults(seen)).toEqual([]);
});

test('a hostile name gives no command', () => {
  const shop = aHealthyShop();
  shop.services = [{ ...shop.services[0], metadata: { ...shop.services[0]?.metadata, name: 'x; rm -rf /' } }];
  shop.ingresses = [];
  shop.endpointSlices = [];
  expect(findFaults(toSurroundings(shop))).toMatchObject([{ kind: 'no_endpoints', command: undefined }]);
});

test('that no pod is ready is told once, by the Service and not by the deployment again', () => {
  const shop = aHealthyShop();
  noEndpoints(shop);
  shop.deployment.status.readyReplicas = 0;
  shop.deployment.status.conditions = [{ type: 'Available', status: 'False', lastTransitionTime: iso(-8) }];
  for (const pod of shop.pods)
    pod.status.conditions = [{ type: 'Ready', status: 'False', lastTransitionTime: iso(-8) }];
  expect(findFaults(toSurroundings(shop)).map(({ kind }) => kind)).toEqual(['no_endpoints']);
});
