import type { Story } from '../story.ts';
import {
  boundedCache,
  dataClass,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  paddings,
  scaryPool,
  splitMethod,
  staging,
  upgradePatch,
} from './held-decoys.ts';

/** Configuration, infrastructure as code, libraries and flags. */
export const heldPlatform: readonly Story[] = [
  {
    name: 'held port in yaml',
    system: 'bank',
    service: 'card-auth',
    victims: ['teller-bff'],
    alarm: { metric: 'errors', summary: 'card-auth fails more than 2 % of calls' },
    culprit: {
      service: 'card-auth',
      minutes: -1,
      title: 'card-auth: configuration per stage',
      files: {
        'deploy/card-auth/config-prod.yaml':
          ' fraud:\n-  address: fraud-score:7070\n+  address: fraud-score:7700\n   model: m41',
      },
    },
    trouble: { 'card-auth': { errors: 0.88 }, 'teller-bff': { errors: 0.1 }, 'fraud-score': { requests: 0.02 } },
    lines: [
      [
        'card-auth',
        'ERROR',
        'auth {id}: rpc error: code = Unavailable desc = connection error: dial tcp {ip}:7700: connect: connection refused',
      ],
    ],
    path: {
      services: ['teller-bff', 'card-auth'],
      error: 'dial tcp: connect: connection refused',
      peer: 'fraud-score',
    },
    decoys: [boundedCache('fraud-score', -2), fuzzTests('card-auth', -9), histogram('ledger-core', 1.5)],
    remediation: 'rollback',
  },
  {
    name: 'held idle timeout in terraform',
    system: 'freight',
    service: 'carrier-link',
    victims: ['consignments', 'shipper-portal'],
    alarm: { metric: 'errors', summary: 'carrier-link fails more than 3 % of requests' },
    culprit: {
      service: 'carrier-link',
      minutes: -2,
      title: 'tf: one module for all balancers',
      files: {
        'infra/balancers/carrier_link.tf':
          ' resource "aws_lb" "carrier_link" {\n   internal     = true\n-  idle_timeout = 120\n+  idle_timeout = 1\n   subnets      = var.subnets\n }',
      },
    },
    trouble: { 'carrier-link': { errors: 0.41 }, consignments: { errors: 0.23 }, 'shipper-portal': { errors: 0.06 } },
    extra: [['carrier-link', 'balancer_504_per_min', 0.1, 210]],
    lines: [
      ['consignments', 'ERROR', 'carrier-link answered 504 Gateway Time-out after 1.0{k}s'],
      ['carrier-link', 'WARN', 'client closed the connection before the carrier answered (idle timeout)'],
    ],
    path: { services: ['shipper-portal', 'consignments', 'carrier-link'], error: '504 Gateway Time-out', ms: 1010 },
    decoys: [guardClauses('consignments', -1), fuzzTests('carrier-link', -4), scaryPool('manifest-store', -0.5)],
    remediation: 'rollback',
  },
  {
    name: 'held flag is guilty',
    system: 'learn',
    service: 'file-drop',
    victims: ['classroom'],
    alarm: { metric: 'errors', summary: 'file-drop: share of errors above 3 %' },
    culprit: { flag: 'file-drop-virus-scan', service: 'file-drop', minutes: -1.5 },
    trouble: { 'file-drop': { errors: 0.5, latency: 18 }, classroom: { errors: 0.14, latency: 3 } },
    lines: [
      ['file-drop', 'ERROR', 'virus scan of {h}.pdf: no scanner registered (file-drop-virus-scan)'],
      ['classroom', 'ERROR', 'upload failed: file-drop answered 500'],
    ],
    path: { services: ['classroom', 'file-drop'], error: 'no scanner registered', ms: 1100 },
    decoys: [licenseHeaders('file-drop', -6), guardClauses('classroom', -2), staging('file-drop', -0.5)],
    flags: [{ flag: 'lesson-comments', service: 'classroom', minutes: -1 }],
    remediation: 'turn-off-flag',
  },
  {
    name: 'held driver bump in typescript',
    system: 'freight',
    service: 'shipper-portal',
    victims: [],
    alarm: { metric: 'errors', summary: 'shipper-portal fails more than 3 % of requests' },
    culprit: {
      service: 'shipper-portal',
      minutes: -3,
      title: 'portal: weekly updates',
      files: {
        'portal/package.json':
          '-    "cookie-session": "1.4.0",\n-    "undici": "6.19.2",\n+    "cookie-session": "2.1.0",\n+    "undici": "6.19.4",',
        'portal/package-lock.json': null,
      },
    },
    trouble: { 'shipper-portal': { errors: 0.44 } },
    lines: [
      [
        'shipper-portal',
        'ERROR',
        "TypeError: cookie-session: option 'keys' must be an array of Buffers at /app/node_modules/cookie-session/index.js:{k}",
      ],
    ],
    path: { services: ['shipper-portal'], error: "option 'keys' must be an array of Buffers" },
    decoys: [paddings('shipper-portal', -0.5), splitMethod('quote-engine', -1), guardClauses('consignments', -6)],
    remediation: 'rollback',
  },
  {
    name: 'held region value in config',
    system: 'learn',
    service: 'file-drop',
    victims: ['classroom'],
    alarm: { metric: 'errors', summary: 'file-drop: share of errors above 3 %' },
    culprit: {
      service: 'file-drop',
      minutes: -1,
      title: 'file-drop: buckets by region',
      files: {
        'file-drop/config/production.json':
          ' {\n-  "bucket": "school-files-eu",\n-  "region": "eu-north-1"\n+  "bucket": "school-files-eu",\n+  "region": "eu-central-1"\n }',
      },
    },
    trouble: { 'file-drop': { errors: 0.97 }, classroom: { errors: 0.25 } },
    lines: [
      [
        'file-drop',
        'ERROR',
        'PermanentRedirect: The bucket you are attempting to access must be addressed using the specified endpoint (school-files-eu, eu-central-1)',
      ],
      ['classroom', 'ERROR', 'file {h}.pdf cannot be shown: 502'],
    ],
    path: { services: ['classroom', 'file-drop'], error: 'PermanentRedirect' },
    decoys: [licenseHeaders('file-drop', -3), guardClauses('classroom', -2), upgradePatch('quiz-service', -0.7)],
    remediation: 'rollback',
  },
  {
    name: 'held trace logging in python',
    system: 'bank',
    service: 'fraud-score',
    victims: ['card-auth'],
    alarm: { metric: 'latency', summary: 'fraud-score p99 above 300 ms' },
    culprit: {
      service: 'fraud-score',
      minutes: -3,
      title: 'fraud-score: look into model drift',
      files: {
        'fraud_score/logs.py':
          '-logging.getLogger("fraud").setLevel(logging.INFO)\n+logging.getLogger("fraud").setLevel(logging.DEBUG)\n+handler = logging.FileHandler("/var/log/fraud/features.log")',
      },
    },
    trouble: { 'fraud-score': { latency: 13, cpu: 2 }, 'card-auth': { latency: 5, errors: 0.02 } },
    extra: [['fraud-score', 'disk_write_bytes_per_sec', 20000, 48000000]],
    lines: [
      ['fraud-score', 'DEBUG', 'features of {id}: [{n}, {n}, {n}, {n}]'],
      ['fraud-score', 'WARN', 'scored {id} late: {n} ms'],
    ],
    path: { services: ['teller-bff', 'card-auth', 'fraud-score'], ms: 360 },
    decoys: [boundedCache('fraud-score', -11), fuzzTests('card-auth', -1), dataClass('teller-bff', -2)],
    remediation: 'rollback',
  },
];
