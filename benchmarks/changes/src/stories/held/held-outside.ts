import type { Story } from '../story.ts';
import {
  boundedCache,
  dataClass,
  fuzzTests,
  guardClauses,
  histogram,
  licenseHeaders,
  paddings,
  splitMethod,
  staging,
  undoWording,
  upgradePatch,
} from './held-decoys.ts';

/** No change is guilty: carriers, certificates, names, quotas. */
export const heldOutside: readonly Story[] = [
  {
    name: 'held carrier interface down with status page',
    system: 'freight',
    service: 'carrier-link',
    victims: ['consignments', 'shipper-portal'],
    alarm: { metric: 'errors', summary: 'carrier-link fails more than 3 % of requests' },
    culprit: null,
    trouble: {
      'carrier-link': { errors: 0.74, latency: 12 },
      consignments: { errors: 0.3 },
      'shipper-portal': { errors: 0.05 },
    },
    lines: [
      [
        'carrier-link',
        'ERROR',
        'announce pickup {id}: POST https://gateway.parcelhub.example/pickups: 502 Bad Gateway',
      ],
      ['carrier-link', 'WARN', 'gateway.parcelhub.example answered after {n}ms'],
    ],
    path: {
      services: ['shipper-portal', 'consignments', 'carrier-link'],
      error: '502 Bad Gateway',
      peer: 'gateway.parcelhub.example',
      ms: 6000,
    },
    decoys: [
      {
        service: 'carrier-link',
        minutes: -3,
        title: 'carrier-link: keep connections to carriers open longer',
        files: {
          'carrier-link/http/transport.go':
            '-\tIdleConnTimeout: 60 * time.Second,\n+\tIdleConnTimeout: 90 * time.Second,',
        },
      },
      guardClauses('consignments', -1),
      fuzzTests('carrier-link', -0.5),
    ],
    status: {
      provider: 'ParcelHub',
      host: 'gateway.parcelhub.example',
      title: 'Pickup interface unavailable',
      impact: 'critical',
      minutes: 3,
    },
    remediation: 'wait-for-provider',
  },
  {
    name: 'held card network slow without status page',
    system: 'bank',
    service: 'card-auth',
    victims: ['teller-bff'],
    alarm: { metric: 'latency', summary: 'card-auth p99 above 500 ms' },
    culprit: null,
    trouble: { 'card-auth': { latency: 45, errors: 0.2 }, 'teller-bff': { latency: 3 } },
    extra: [['card-auth', 'outbound_network_latency_p99_ms', 80, 4800]],
    lines: [
      ['card-auth', 'ERROR', 'auth {id}: no answer from switch.cardnet.example:5500 within 4s'],
      ['card-auth', 'WARN', 'switch.cardnet.example:5500 round trip {n}ms'],
    ],
    path: {
      services: ['teller-bff', 'card-auth'],
      error: 'no answer from switch.cardnet.example within 4s',
      peer: 'switch.cardnet.example',
      ms: 4100,
    },
    decoys: [fuzzTests('card-auth', -2), boundedCache('fraud-score', -1), dataClass('teller-bff', -5)],
    flags: [{ flag: 'card-art', service: 'teller-bff', minutes: -3 }],
    remediation: 'wait-for-provider',
  },
  {
    name: 'held client certificate expired',
    system: 'bank',
    service: 'ledger-core',
    victims: ['teller-bff', 'card-auth'],
    alarm: { service: 'teller-bff', metric: 'errors', summary: 'teller-bff fails more than 2 % of calls' },
    culprit: null,
    trouble: { 'ledger-core': { requests: 0.1 }, 'teller-bff': { errors: 0.6 }, 'card-auth': { errors: 0.35 } },
    lines: [
      [
        'teller-bff',
        'ERROR',
        'io.grpc.StatusRuntimeException: UNAVAILABLE: ssl exception: CertificateExpiredException: NotAfter of CN=ledger-core.bank.internal has passed',
      ],
      [
        'card-auth',
        'ERROR',
        'ledger-core: transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
      ],
    ],
    path: { services: ['teller-bff'], error: 'CertificateExpiredException', peer: 'ledger-core' },
    decoys: [
      histogram('ledger-core', -2),
      dataClass('teller-bff', -1),
      {
        service: 'card-auth',
        minutes: -13,
        title: 'card-auth: TLS settings into a package',
        files: {
          'card-auth/tlsconf/conf.go':
            '+func Client(pool *x509.CertPool) *tls.Config {\n+\treturn &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}\n+}',
        },
      },
    ],
    remediation: 'renew-certificate',
  },
  {
    name: 'held resolver of one zone',
    system: 'learn',
    service: 'node-local-dns',
    victims: ['quiz-service', 'file-drop', 'roster-sync'],
    alarm: { service: 'classroom', metric: 'errors', summary: 'classroom: share of errors above 3 %' },
    culprit: null,
    trouble: {
      classroom: { errors: 0.22, latency: 4 },
      'quiz-service': { errors: 0.2, latency: 8 },
      'file-drop': { errors: 0.25 },
      'roster-sync': { errors: 0.3 },
    },
    lines: [
      ['quiz-service', 'ERROR', 'Error: getaddrinfo EAI_AGAIN grading.learn.svc'],
      ['file-drop', 'ERROR', 'getaddrinfo ENOTFOUND storage.learn.svc'],
      [
        'roster-sync',
        'ERROR',
        'System.Net.Sockets.SocketException (11): Resource temporarily unavailable (school-db.learn.svc:3306)',
      ],
      ['classroom', 'ERROR', 'SocketError: getaddrinfo: Temporary failure in name resolution'],
    ],
    path: { services: ['classroom', 'quiz-service'], error: 'getaddrinfo EAI_AGAIN grading.learn.svc', ms: 5000 },
    decoys: [licenseHeaders('quiz-service', -2), splitMethod('roster-sync', -1), guardClauses('classroom', -4)],
    remediation: 'repair-dns',
  },
  {
    name: 'held mail quota',
    system: 'learn',
    service: 'roster-sync',
    victims: ['classroom'],
    alarm: { metric: 'errors', summary: 'roster-sync: share of errors above 3 %' },
    culprit: null,
    trouble: { 'roster-sync': { errors: 0.44, requests: 1.3 } },
    extra: [['roster-sync', 'directory_calls_throttled_per_min', 0, 140]],
    lines: [
      [
        'roster-sync',
        'ERROR',
        'directory.schoolcloud.example answered 429 Too Many Requests: quotaExceeded, retry after {n} s',
      ],
      ['roster-sync', 'WARN', 'class {h} left as it was'],
    ],
    path: {
      services: ['classroom', 'roster-sync'],
      error: '429 Too Many Requests: quotaExceeded',
      peer: 'directory.schoolcloud.example',
    },
    decoys: [splitMethod('roster-sync', -1.5), staging('roster-sync', -6), upgradePatch('quiz-service', -3)],
    remediation: 'raise-quota',
  },
  {
    name: 'held payment gateway credentials revoked',
    system: 'freight',
    service: 'quote-engine',
    victims: ['shipper-portal'],
    alarm: { metric: 'errors', summary: 'quote-engine fails more than 3 % of requests' },
    culprit: null,
    trouble: { 'quote-engine': { errors: 0.38 }, 'shipper-portal': { errors: 0.16 } },
    lines: [
      [
        'quote-engine',
        'ERROR',
        'Toll lookup failed: https://tolls.roadpay.example/v4/price returned 401 {"error":"api_key_revoked"}',
      ],
    ],
    path: { services: ['shipper-portal', 'quote-engine'], error: '401 api_key_revoked', peer: 'tolls.roadpay.example' },
    decoys: [splitMethod('quote-engine', -2), paddings('shipper-portal', -1), undoWording('shipper-portal', -7)],
    flags: [{ flag: 'quote-pdf', service: 'quote-engine', minutes: -30 }],
    remediation: 'new-credentials',
  },
];
