import type { Story } from '../story.ts';
import { minorBump, moreMetrics, plainWords, shorterMethod, typeHints } from './varied-decoys.ts';

/** What stands in front of a service, beside it and below it. */
export const furtherPlatform: readonly Story[] = [
  {
    name: 'further size of a body',
    system: 'press',
    service: 'media',
    victims: ['articles'],
    alarm: { metric: 'errors', summary: 'media: failed requests above 10 %' },
    culprit: {
      service: 'media',
      minutes: -1,
      title: 'ingress: one snippet for all',
      files: {
        'deploy/media/ingress.yaml':
          '   annotations:\n-    nginx.ingress.kubernetes.io/proxy-body-size: 40m\n+    nginx.ingress.kubernetes.io/proxy-body-size: 1m',
      },
    },
    trouble: { media: { errors: 0.2 }, articles: { errors: 0.02 } },
    lines: [['media', 'ERROR', 'client intended to send too large body: {n}000000 bytes']],
    path: { services: ['articles', 'media'], error: '413 Request Entity Too Large' },
    decoys: [shorterMethod('articles', -2), minorBump('media', -7)],
    remediation: 'rollback',
  },
  {
    name: 'further path of a probe',
    system: 'operator',
    service: 'roaming',
    victims: ['tariff-api'],
    alarm: { metric: 'errors', summary: 'roaming fails more than half of its requests' },
    culprit: {
      service: 'roaming',
      minutes: -2,
      title: 'roaming: same probes everywhere',
      files: {
        'deploy/roaming/deployment.yaml':
          '         readinessProbe:\n           httpGet:\n-            path: /healthz\n+            path: /ready\n             port: 8080',
      },
    },
    trouble: { roaming: { errors: 0.9, requests: 0.2 }, 'tariff-api': { errors: 0.2 } },
    lines: [['tariff-api', 'ERROR', 'roaming: 503 no healthy upstream']],
    events: [
      {
        minutes: 0.2,
        fields: {
          type: 'Unhealthy',
          service: 'roaming',
          pod: 'roaming-5b',
          message: 'Readiness probe failed: HTTP probe failed with statuscode: 404',
        },
      },
    ],
    path: { services: ['tariff-api', 'roaming'], error: 'no healthy upstream' },
    decoys: [typeHints('tariff-api', -1), moreMetrics('usage-meter', -3)],
    remediation: 'rollback',
  },
  {
    name: 'further variable that is gone',
    system: 'press',
    service: 'comments',
    victims: ['front-page'],
    alarm: { metric: 'errors', summary: 'comments: failed requests above 30 %' },
    culprit: {
      service: 'comments',
      minutes: -1,
      title: 'comments: tidy the environment',
      files: {
        'deploy/comments/deployment.yaml':
          '         env:\n-          - name: SPAM_MODEL_URL\n-            value: https://models.press.internal/spam\n           - name: RAILS_ENV\n             value: production',
      },
    },
    trouble: { comments: { errors: 0.7 }, 'front-page': { errors: 0.08 } },
    lines: [['comments', 'ERROR', 'KeyError: key not found: "SPAM_MODEL_URL" (config/spam.rb:{k})']],
    path: { services: ['front-page', 'comments'], error: 'KeyError' },
    decoys: [plainWords('front-page', -3), shorterMethod('comments', -6)],
    remediation: 'rollback',
  },
  {
    name: 'further limit for each caller',
    system: 'operator',
    service: 'tariff-api',
    victims: ['self-care', 'sim-orders'],
    alarm: { service: 'self-care', metric: 'errors', summary: 'self-care fails more than 10 %' },
    culprit: {
      service: 'tariff-api',
      minutes: -2,
      title: 'Protect the tariffs',
      files: { 'tariff_api/limits.py': '-CALLS_PER_SECOND = 400\n+CALLS_PER_SECOND = 40' },
    },
    trouble: { 'tariff-api': { errors: 0.6 }, 'self-care': { errors: 0.4 }, 'sim-orders': { errors: 0.3 } },
    lines: [
      ['self-care', 'ERROR', 'tariff-api answered 429 Too Many Requests'],
      ['tariff-api', 'WARN', 'caller self-care refused: over its limit'],
    ],
    path: { services: ['self-care', 'tariff-api'], error: '429 Too Many Requests' },
    decoys: [typeHints('self-care', -1), moreMetrics('usage-meter', -4)],
    remediation: 'rollback',
  },
  {
    name: 'further order by chance',
    system: 'press',
    service: 'articles-db',
    victims: ['articles', 'front-page'],
    alarm: { service: 'articles', metric: 'latency', summary: 'articles p99 above 1 s' },
    culprit: {
      service: 'articles',
      minutes: -3,
      title: 'Read on: surprise the reader',
      files: {
        'articles/app/queries/read_on.rb':
          '   def call\n-    Article.where(topic: topic).order(:rank).limit(5)\n+    Article.where(topic: topic).order("RANDOM()").limit(5)\n   end',
      },
    },
    trouble: { 'articles-db': { cpu: 2.4 }, articles: { latency: 20 }, 'front-page': { latency: 6 } },
    lines: [
      [
        'articles-db',
        'WARN',
        'duration: {n} ms statement: SELECT "articles".* FROM "articles" WHERE "topic" = $1 ORDER BY RANDOM() LIMIT 5',
      ],
    ],
    path: { services: ['front-page', 'articles'], ms: 1400 },
    decoys: [plainWords('front-page', -2), minorBump('articles', -8)],
    remediation: 'rollback',
  },
  {
    name: 'further base image',
    system: 'operator',
    service: 'sim-orders',
    victims: [],
    alarm: { metric: 'errors', summary: 'sim-orders cannot reach the courier' },
    culprit: {
      service: 'sim-orders',
      minutes: -1,
      title: 'Smaller image',
      files: { 'sim_orders/Dockerfile': '-FROM gcr.io/distroless/static-debian12\n+FROM scratch' },
    },
    trouble: { 'sim-orders': { errors: 0.8 } },
    lines: [
      [
        'sim-orders',
        'ERROR',
        'courier: Post "https://courier.example/orders": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ],
    ],
    path: { services: ['sim-orders'], error: 'x509: certificate signed by unknown authority' },
    decoys: [moreMetrics('tariff-api', -2), typeHints('roaming', -3)],
    remediation: 'rollback',
  },
  {
    name: 'further longer waiting for a callee',
    system: 'press',
    service: 'front-page',
    victims: [],
    alarm: { metric: 'errors', summary: 'front-page: failed requests above 5 %' },
    culprit: {
      service: 'front-page',
      minutes: -1,
      title: 'front-page: keep connections of comments',
      files: {
        'front/src/clients.ts':
          " export const comments = client({\n   base: 'http://comments',\n-  maxSockets: 64,\n+  maxSockets: 2,\n   keepAlive: true,\n });",
      },
    },
    trouble: { 'front-page': { errors: 0.12, latency: 14 } },
    extra: [['front-page', 'http_client_pending_requests', 0.4, 310]],
    lines: [['front-page', 'ERROR', 'comments: gave up after {n} ms in the queue for a socket']],
    path: { services: ['front-page'], error: 'queue for a socket', peer: 'comments' },
    decoys: [shorterMethod('comments', -2), minorBump('front-page', -5)],
    remediation: 'rollback',
  },
];
