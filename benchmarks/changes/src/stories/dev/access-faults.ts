import type { Story } from '../story.ts';
import { bumpLibrary, extractMethod, newEndpoint, renameLocal, tidyHandler } from './dev-decoys.ts';

/** Callers that are let in no more: validation and authorization. */
export const accessFaults: readonly Story[] = [
  {
    name: 'dev stricter validation in typescript',
    system: 'harbor',
    service: 'basket',
    victims: ['storefront'],
    alarm: { metric: 'http_4xx_ratio', summary: 'basket answers 4xx to more than a tenth of requests' },
    culprit: {
      service: 'basket',
      minutes: -2,
      title: 'basket: validate payloads with one schema',
      files: {
        'services/basket/src/schema.ts':
          ' export const AddItem = z.object({\n   sku: z.string(),\n-  quantity: z.coerce.number().int().positive(),\n-  giftNote: z.string().optional(),\n+  quantity: z.number().int().positive(),\n+  giftNote: z.string(),\n-});\n+}).strict();',
      },
    },
    trouble: { basket: { errors: 0.004 } },
    extra: [
      ['basket', 'http_4xx_ratio', 0.012, 0.31],
      ['storefront', 'add_to_basket_failed_per_sec', 0.2, 9],
    ],
    lines: [
      ['basket', 'WARN', 'rejected POST /basket/items 422: quantity: Expected number, received string'],
      ['basket', 'WARN', 'rejected POST /basket/items 422: giftNote: Required'],
      ['storefront', 'ERROR', 'could not add to basket: 422'],
    ],
    path: { services: ['storefront', 'basket'], error: '422 Unprocessable Entity' },
    decoys: [newEndpoint('basket', -13), tidyHandler('pricing', -0.5), bumpLibrary('order-writer', -3)],
    flags: [{ flag: 'gift-wrap', service: 'basket', minutes: -5 }],
    remediation: 'rollback',
  },
  {
    name: 'dev scope check in csharp',
    system: 'clinic',
    service: 'labs-gateway',
    victims: ['patient-records'],
    alarm: { metric: 'auth_rejected_ratio', summary: 'labs-gateway rejects more than 5 % of calls' },
    culprit: {
      service: 'labs-gateway',
      minutes: -3,
      title: 'Labs: tidy authorization policies',
      files: {
        'labs-gateway/src/Startup.cs':
          '     services.AddAuthorization(options => {\n-        options.AddPolicy("read-labs", p => p.RequireClaim("scope", "labs.read", "labs.all"));\n+        options.AddPolicy("read-labs", p => p.RequireClaim("scope", "labs:read"));\n     });',
      },
    },
    trouble: { 'labs-gateway': { latency: 0.4 }, 'patient-records': { errors: 0.19 } },
    extra: [['labs-gateway', 'auth_rejected_ratio', 0.001, 0.88]],
    lines: [
      [
        'labs-gateway',
        'WARN',
        'Authorization failed for policy read-labs: claim scope=labs.read not accepted, responding 403',
      ],
      ['patient-records', 'ERROR', 'labs-gateway answered 403 Forbidden for chart {id}'],
    ],
    path: { services: ['portal-web', 'patient-records', 'labs-gateway'], error: '403 Forbidden' },
    decoys: [
      extractMethod('patient-records', -1),
      renameLocal('reminder-worker', -6),
      {
        service: 'labs-gateway',
        minutes: -12,
        title: 'Labs: log the sender of HL7 messages',
        files: {
          'labs-gateway/src/Receiver.cs':
            '-        _log.LogInformation("received");\n+        _log.LogInformation("received from {Sender}", message.Sender);',
        },
      },
    ],
    remediation: 'rollback',
  },
];
