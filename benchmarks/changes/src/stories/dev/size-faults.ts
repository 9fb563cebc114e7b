import type { Story } from '../story.ts';
import { extractMethod, newEndpoint, restyle } from './dev-decoys.ts';

/** A size was changed: batches, memory. */
export const sizeFaults: readonly Story[] = [
  {
    name: 'dev batch size in ruby',
    system: 'reel',
    service: 'media-jobs',
    victims: ['uploads'],
    alarm: { metric: 'job_queue_oldest_age_seconds', summary: 'oldest media job waits for more than 10 minutes' },
    culprit: {
      service: 'media-jobs',
      minutes: -2,
      title: 'Claim work in smaller portions',
      files: {
        'media/lib/claimer.rb':
          '   def claim\n-    Job.ready.limit(50).lock.each { |job| take(job) }\n+    Job.ready.limit(1).lock.each { |job| take(job) }\n   end\n-  POLL_SECONDS = 1\n+  POLL_SECONDS = 10',
      },
    },
    trouble: { 'media-jobs': { requests: 0.1 } },
    extra: [
      ['media-jobs', 'job_queue_oldest_age_seconds', 6, 1900],
      ['media-jobs', 'job_queue_depth', 14, 5200],
      ['media-jobs', 'workers_busy', 11, 1],
    ],
    lines: [
      ['media-jobs', 'WARN', 'claimer idle: polled 1 job, {n} ready'],
      ['uploads', 'WARN', 'upload {id} still without renditions after {n}s'],
    ],
    decoys: [newEndpoint('uploads', -1), restyle('site-web', -6)],
    rampMinutes: 25,
    remediation: 'rollback',
  },
  {
    name: 'dev memory limit in helm',
    system: 'clinic',
    service: 'patient-records',
    victims: ['portal-web', 'booking'],
    alarm: { metric: 'errors', summary: 'patient-records error share above 5 %' },
    culprit: {
      service: 'patient-records',
      minutes: -5,
      title: 'Right-size requests and limits after the cost review',
      files: {
        'deploy/patient-records/values.yaml':
          ' resources:\n   requests:\n-    memory: 1536Mi\n-    cpu: 500m\n+    memory: 512Mi\n+    cpu: 500m\n   limits:\n-    memory: 2Gi\n+    memory: 640Mi',
      },
    },
    trouble: {
      'patient-records': { errors: 0.3, latency: 3 },
      'portal-web': { errors: 0.15 },
      booking: { errors: 0.12 },
    },
    extra: [
      ['patient-records', 'container_memory_working_set_mb', 1100, 630],
      ['patient-records', 'container_memory_limit_mb', 2048, 640, 'flat'],
      ['patient-records', 'container_restarts_total', 0, 3, 'total'],
    ],
    lines: [
      ['patient-records', 'WARN', 'GC overhead: spent {k}% of the last minute collecting'],
      ['booking', 'ERROR', 'I/O error on GET request for "http://patient-records/charts/{id}": Connection refused'],
    ],
    events: [1, 2.5, 4, 5].map((minutes) => ({
      minutes,
      fields: {
        type: 'OOMKilled',
        service: 'patient-records',
        pod: 'patient-records-7d9f4',
        exit_code: 137,
        message: 'Container app was OOMKilled',
      },
    })),
    path: { services: ['portal-web', 'patient-records'], error: 'connection reset by peer' },
    decoys: [extractMethod('booking', -2), extractMethod('patient-records', -31)],
    flags: [{ flag: 'chart-preview', service: 'patient-records', minutes: -3 }],
    remediation: 'rollback',
  },
];
