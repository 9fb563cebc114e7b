import { at, iso } from '../../questions.ts';
import type { Shop, Wire } from './healthy-shop.ts';
import { writtenAt } from './healthy-shop.ts';
import { type FaultSituation, playsFault } from './plays-fault.ts';

const first = (all: Wire[]): Wire => all[0] as Wire;
function autoscaled(shop: Shop, status: Wire, conditions: Wire[]): void {
  const one = first(shop.autoscalers);
  one.status = { ...one.status, ...status, conditions };
}
const condition = (type: string, status: string, reason: string, minutes: number, message = reason): Wire => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: iso(minutes),
});
const describeHpa = 'kubectl describe hpa checkout -n shop';

const scaling: FaultSituation[] = [
  {
    what: 'an autoscaler that cannot read its metrics',
    alter: (shop) =>
      autoscaled(shop, {}, [
        condition(
          'ScalingActive',
          'False',
          'FailedGetResourceMetric',
          -26,
          'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
        ),
      ]),
    found: {
      kind: 'autoscaler_blind',
      object: 'HorizontalPodAutoscaler checkout',
      since: at(-26),
      says: /no metrics returned/,
      command: describeHpa,
    },
  },
  {
    what: 'an autoscaler that cannot find what it scales',
    alter: (shop) => autoscaled(shop, {}, [condition('AbleToScale', 'False', 'FailedGetScale', -26)]),
    found: {
      kind: 'autoscaler_blind',
      object: 'HorizontalPodAutoscaler checkout',
      since: at(-26),
      says: /FailedGetScale/,
      command: describeHpa,
    },
  },
  {
    what: 'an autoscaler that has nothing to scale',
    alter: (shop) => autoscaled(shop, {}, [condition('ScalingActive', 'False', 'ScalingDisabled', -26)]),
    found: null,
  },
  {
    what: 'an autoscaler that wants more than its maximum',
    alter: (shop) =>
      autoscaled(shop, { currentReplicas: 6, desiredReplicas: 6 }, [
        condition('ScalingLimited', 'True', 'TooManyReplicas', -8),
      ]),
    found: {
      kind: 'autoscaler_at_max',
      object: 'HorizontalPodAutoscaler checkout',
      since: at(-8),
      says: /6 of at most 6/,
      command: 'kubectl get hpa checkout -n shop',
    },
  },
  {
    what: 'an autoscaler at its maximum, which is just enough',
    alter: (shop) =>
      autoscaled(shop, { currentReplicas: 6, desiredReplicas: 6 }, [
        condition('ScalingLimited', 'False', 'DesiredWithinRange', -8),
      ]),
    found: null,
  },
  {
    what: 'an autoscaler of another workload',
    alter(shop) {
      first(shop.autoscalers).spec.scaleTargetRef.name = 'cart';
      autoscaled(shop, {}, [condition('ScalingActive', 'False', 'FailedGetResourceMetric', -26)]);
    },
    found: null,
  },
  {
    what: 'a budget that lets no pod be moved',
    alter: (shop) => {
      first(shop.budgets).status = {
        disruptionsAllowed: 0,
        currentHealthy: 1,
        desiredHealthy: 1,
        expectedPods: 2,
        conditions: [condition('DisruptionAllowed', 'False', 'InsufficientPods', -15)],
      };
    },
    found: {
      kind: 'disruption_blocked',
      object: 'PodDisruptionBudget checkout',
      since: at(-15),
      says: /1 of 2 pods are healthy and 1 have to be/,
      command: 'kubectl describe pdb checkout -n shop',
    },
  },
  {
    what: 'a budget for pods that are not there',
    alter: (shop) => {
      first(shop.budgets).status = {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 1,
        expectedPods: 0,
      };
    },
    found: null,
  },
];

const storage: FaultSituation[] = [
  {
    what: 'a claim that waits for a volume',
    alter(shop) {
      first(shop.claims).status.phase = 'Pending';
      first(shop.claims).metadata.creationTimestamp = iso(-16);
    },
    found: {
      kind: 'volume_unavailable',
      object: 'PersistentVolumeClaim checkout-data',
      since: at(-16),
      says: /Pending \(storage class fast\)/,
      command: 'kubectl describe pvc checkout-data -n shop',
    },
  },
  {
    what: 'a claim that was made a minute ago',
    alter(shop) {
      first(shop.claims).status.phase = 'Pending';
      first(shop.claims).metadata.creationTimestamp = iso(9);
    },
    found: null,
  },
  {
    what: 'a claim that lost its volume, nobody knows when',
    alter: (shop) => {
      first(shop.claims).status.phase = 'Lost';
    },
    found: {
      kind: 'volume_unavailable',
      object: 'PersistentVolumeClaim checkout-data',
      since: undefined,
      says: /Lost/,
      command: 'kubectl describe pvc checkout-data -n shop',
    },
  },
  {
    what: 'a claim that is not there',
    alter: (shop) => {
      shop.claims = [];
    },
    found: {
      kind: 'volume_unavailable',
      object: 'PersistentVolumeClaim checkout-data',
      since: at(-600),
      says: /does not exist/,
      command: 'kubectl describe pvc checkout-data -n shop',
    },
  },
  {
    what: 'a claim of others that waits',
    alter: (shop) => {
      shop.claims.push({
        ...first(shop.claims),
        metadata: { name: 'cart-data', namespace: 'shop' },
        status: { phase: 'Pending' },
      });
    },
    found: null,
  },
];

const job = (name: string, minutes: number, more: Wire = {}): Wire => ({
  metadata: {
    name,
    namespace: 'shop',
    creationTimestamp: iso(minutes - 2),
    ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'checkout-settle', controller: true }],
    ...more,
  },
  status: {
    startTime: iso(minutes - 2),
    failed: 7,
    conditions: [
      condition('Failed', 'True', 'BackoffLimitExceeded', minutes, 'Job has reached the specified backoff limit'),
    ],
  },
});

const jobs: FaultSituation[] = [
  {
    what: 'a scheduled job that is switched off',
    alter(shop) {
      first(shop.cronJobs).spec.suspend = true;
      first(shop.cronJobs).metadata.managedFields = writtenAt(-50, { 'f:spec': { 'f:suspend': {} } });
    },
    found: {
      kind: 'job_suspended',
      object: 'CronJob checkout-settle',
      since: at(-50),
      says: /suspended/,
      command: 'kubectl describe cronjob checkout-settle -n shop',
    },
  },
  {
    what: 'a scheduled job that did not start at its last three times',
    alter: (shop) => {
      first(shop.cronJobs).status = { lastScheduleTime: iso(-96), lastSuccessfulTime: iso(-95) };
    },
    found: {
      kind: 'job_missed',
      object: 'CronJob checkout-settle',
      since: at(-66),
      says: /was to start at 2026-11-23T14:30Z/,
      command: 'kubectl describe cronjob checkout-settle -n shop',
    },
  },
  {
    what: 'a scheduled job that has not been there at its last time',
    alter(shop) {
      first(shop.cronJobs).metadata.creationTimestamp = iso(-3);
      first(shop.cronJobs).status = {};
    },
    found: null,
  },
  {
    what: 'a scheduled job whose time is a moment ago',
    alter: (shop) => {
      first(shop.cronJobs).spec.schedule = '45 14 * * *';
    },
    found: null,
  },
  {
    what: 'a schedule in another zone of time',
    alter(shop) {
      // 14:30 UTC is 15:30 in Berlin.
      first(shop.cronJobs).spec = { schedule: '30 15 * * *', timeZone: 'Europe/Berlin' };
    },
    found: null,
  },
  {
    what: 'a schedule that nobody understands',
    alter: (shop) => {
      first(shop.cronJobs).spec.schedule = 'now and then';
    },
    found: null,
  },
  {
    what: 'a scheduled job that gave up twice, since the first time',
    alter: (shop) => {
      first(shop.cronJobs).status.lastSuccessfulTime = iso(-200);
      shop.jobs = [job('checkout-settle-2932', -3), job('checkout-settle-2931', -33)];
    },
    found: {
      kind: 'job_failed',
      object: 'Job checkout-settle-2931',
      since: at(-33),
      says: /BackoffLimitExceeded/,
      command: 'kubectl describe job checkout-settle-2931 -n shop',
    },
  },
  {
    what: 'a scheduled job that gave up and went well the next time',
    alter: (shop) => {
      shop.jobs = [job('checkout-settle-2931', -33)];
    },
    found: null,
  },
  {
    what: 'a job of others that gave up',
    alter: (shop) => {
      shop.jobs = [job('reindex', -20, { ownerReferences: [], labels: { app: 'search' } })];
    },
    found: null,
  },
  {
    what: 'a job that goes by the service and gave up',
    alter: (shop) => {
      shop.jobs = [job('backfill', -20, { ownerReferences: [], labels: { 'app.kubernetes.io/part-of': 'checkout' } })];
    },
    found: {
      kind: 'job_failed',
      object: 'Job backfill',
      since: at(-20),
      says: /backoff limit/,
      command: 'kubectl describe job backfill -n shop',
    },
  },
];

const certificates: FaultSituation[] = [
  {
    what: 'a certificate of its Ingress that ran out',
    alter: (shop) => {
      first(shop.certificates).status.notAfter = iso(-7);
    },
    found: {
      kind: 'certificate_expired',
      object: 'Certificate shop',
      since: at(-7),
      says: /valid until/,
      command: 'kubectl describe certificate shop -n shop',
    },
  },
  {
    what: 'a certificate that its pods mount and that is not renewed',
    alter(shop) {
      shop.certificates.push({
        metadata: { name: 'internal', namespace: 'shop' },
        spec: { secretName: 'checkout-internal-tls' },
        status: {
          notAfter: iso(900),
          conditions: [condition('Ready', 'False', 'Expiring', -30, 'Renewing certificate failed: order is invalid')],
        },
      });
    },
    found: {
      kind: 'certificate_not_ready',
      object: 'Certificate internal',
      since: at(-30),
      says: /order is invalid/,
      command: 'kubectl describe certificate internal -n shop',
    },
  },
  {
    what: 'a certificate that runs out in an hour',
    alter: (shop) => {
      first(shop.certificates).status.notAfter = iso(60);
    },
    found: null,
  },
  {
    what: 'a certificate of others that ran out',
    alter: (shop) => {
      shop.certificates.push({
        metadata: { name: 'cart', namespace: 'shop' },
        spec: { secretName: 'cart-tls', dnsNames: ['cart.acme.example'] },
        status: { notAfter: iso(-7) },
      });
    },
    found: null,
  },
];

test.each([...scaling, ...storage, ...jobs, ...certificates])('$what', playsFault);
