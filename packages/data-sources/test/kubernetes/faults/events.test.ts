import type { InfraEventKind } from '@incidentfox/incident';
import { toClusterInfraEvent } from '../../../src/kubernetes/infra/to-cluster-infra-events.ts';
import { ClusterEvent } from '../../../src/kubernetes/responses.schema.ts';
import { alarmAt, at, hour, iso, minute } from '../../questions.ts';

const window = { from: alarmAt - hour, to: alarmAt + 10 * minute };

function told(kind: string, reason: string, message: string, minutes = -10) {
  const event = ClusterEvent.parse({
    metadata: { name: 'x.17f2c', namespace: 'shop', creationTimestamp: iso(minutes) },
    involvedObject: { kind, name: 'checkout-9-a', namespace: 'shop' },
    type: 'Warning',
    reason,
    message,
    firstTimestamp: iso(minutes),
    lastTimestamp: iso(minutes),
    count: 3,
  });
  return toClusterInfraEvent(event, 'checkout', window);
}

test.each<[reason: string, kind: InfraEventKind, on: string, message: string]>([
  [
    'FailedCreate',
    'quota_exceeded',
    'ReplicaSet',
    'Error creating: pods "checkout-9-a" is forbidden: exceeded quota: shop, requested: cpu=500m, used: cpu=8, limited: cpu=8',
  ],
  [
    'FailedCreate',
    'account_missing',
    'ReplicaSet',
    'Error creating: pods "checkout-9-" is forbidden: error looking up service account shop/checkout: serviceaccount "checkout" not found',
  ],
  [
    'FailedCreate',
    'admission_refused',
    'ReplicaSet',
    'Error creating: admission webhook "policy.example" denied the request: runs as root',
  ],
  [
    'FailedCreate',
    'admission_refused',
    'StatefulSet',
    'create Pod checkout-0 in StatefulSet checkout failed error: Internal error occurred: failed calling webhook "mesh.example": no endpoints available for service "mesh"',
  ],
  [
    'FailedCreate',
    'unschedulable',
    'ReplicaSet',
    'Error creating: Pod "checkout-9-a" is invalid: spec.containers[0].image: Required value',
  ],
  ['Failed', 'setting_missing', 'Pod', 'Error: configmap "checkout-settings" not found'],
  ['Failed', 'setting_missing', 'Pod', "Error: couldn't find key PORT in ConfigMap shop/checkout-settings"],
  [
    'FailedMount',
    'setting_missing',
    'Pod',
    'MountVolume.SetUp failed for volume "settings" : references non-existent config key: app.yaml',
  ],
  [
    'FailedMount',
    'setting_missing',
    'Pod',
    'MountVolume.SetUp failed for volume "tls" : secret "checkout-tls" not found',
  ],
  [
    'FailedMount',
    'volume_unavailable',
    'Pod',
    'Unable to attach or mount volumes: unmounted volumes=[data], timed out waiting for the condition',
  ],
  [
    'FailedAttachVolume',
    'volume_unavailable',
    'Pod',
    'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) checkout-8-b',
  ],
  ['ProvisioningFailed', 'volume_unavailable', 'PersistentVolumeClaim', 'storageclass.storage.k8s.io "fast" not found'],
  [
    'FailedBinding',
    'volume_unavailable',
    'PersistentVolumeClaim',
    'no persistent volumes available for this claim and no storage class is set',
  ],
  [
    'FailedScheduling',
    'volume_unavailable',
    'Pod',
    '0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
  ],
  ['FailedScheduling', 'unschedulable', 'Pod', '0/5 nodes are available: 5 Insufficient memory.'],
  [
    'FailedCreatePodSandBox',
    'sandbox_failed',
    'Pod',
    'Failed to create pod sandbox: rpc error: plugin type="calico" failed (add): unauthorized',
  ],
  [
    'NetworkNotReady',
    'sandbox_failed',
    'Pod',
    'network is not ready: container runtime network not ready: cni plugin not initialized',
  ],
  [
    'Failed',
    'command_failed',
    'Pod',
    'Error: failed to start container "checkout": exec: "srv": executable file not found in $PATH',
  ],
  ['Failed', 'image_pull', 'Pod', 'Failed to pull image "registry.acme/checkout:v9": manifest unknown'],
  ['Failed', 'image_pull', 'Pod', 'Error: ErrImagePull'],
  ['BackOff', 'image_pull', 'Pod', 'Back-off pulling image "registry.acme/checkout:v9"'],
  ['BackOff', 'crash_loop', 'Pod', 'Back-off restarting failed container checkout in pod checkout-9-a'],
  [
    'Unhealthy',
    'probe_failed',
    'Pod',
    'Liveness probe failed: Get "http://10.1.0.4:8081/healthz": dial tcp 10.1.0.4:8081: connect: connection refused',
  ],
  ['Evicted', 'evicted', 'Pod', 'The node was low on resource: ephemeral-storage.'],
  [
    'SyncLoadBalancerFailed',
    'load_balancer_failed',
    'Service',
    'Error syncing load balancer: failed to ensure load balancer: quota of forwarding rules reached',
  ],
  [
    'DNSConfigForming',
    'dns_misconfigured',
    'Pod',
    'Nameserver limits were exceeded, some nameservers have been omitted',
  ],
  [
    'FailedGetResourceMetric',
    'autoscaler_blind',
    'HorizontalPodAutoscaler',
    'failed to get cpu utilization: unable to get metrics for resource cpu',
  ],
  [
    'FailedNeedsStart',
    'job_missed',
    'CronJob',
    'Cannot determine if job needs to be started: too many missed start time (> 100)',
  ],
  ['BackoffLimitExceeded', 'job_failed', 'Job', 'Job has reached the specified backoff limit'],
])('%s is told as %s of a %s: %s', (reason, kind, on, message) => {
  expect(told(on, reason, message)).toMatchObject({
    kind,
    count: 3,
    firstAt: at(-10),
    message: `${reason}: ${message}`,
  });
});

test('objects other than pods go by their kind, with the command that shows them', () => {
  expect(told('PersistentVolumeClaim', 'FailedBinding', 'no volume')).toMatchObject({
    object: 'PersistentVolumeClaim checkout-9-a',
    command: 'kubectl describe persistentvolumeclaim checkout-9-a -n shop',
  });
  expect(told('Pod', 'NetworkNotReady', 'not ready')).toMatchObject({ object: 'checkout-9-a' });
});

test.each([
  ['Pulling', 'Pulling image "registry.acme/checkout:v2"'],
  ['SuccessfulCreate', 'Created pod: checkout-9-a'],
  ['SuccessfulRescale', 'New size: 4; reason: cpu resource utilization above target'],
  ['constructor', 'a reason that is the name of a property of every object'],
])('%s tells of no trouble', (reason, message) => {
  expect(told('Pod', reason, message)).toBeUndefined();
});

test('what ended before the window is no event of it', () => {
  expect(told('Pod', 'FailedMount', 'secret "x" not found', -61)).toBeUndefined();
});
