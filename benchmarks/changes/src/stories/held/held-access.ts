import type { Story } from '../story.ts';
import { guardClauses, paddings, splitMethod, staging, upgradePatch } from './held-decoys.ts';

/** Callers that are let in no more, values out of range. */
export const heldAccess: readonly Story[] = [
  {
    name: 'held header dropped in typescript',
    system: 'freight',
    service: 'shipper-portal',
    victims: ['consignments'],
    alarm: {
      service: 'consignments',
      metric: 'unauthorized_pct',
      summary: 'consignments refuses more than 5 % of calls',
    },
    culprit: {
      service: 'shipper-portal',
      minutes: -2,
      title: 'portal: one fetch wrapper',
      files: {
        'portal/src/http/call.ts':
          "-const headers = { ...base, authorization: bearer(token), 'x-tenant': tenant };\n+const headers = { ...base, 'x-tenant': tenant };\n-export const call = (path: string) => fetch(path, { headers });\n+export const call = (path: string, more = {}) => fetch(path, { headers: { ...headers, ...more } });",
      },
    },
    trouble: { 'shipper-portal': { errors: 0.3 } },
    extra: [['consignments', 'unauthorized_pct', 0.3, 92]],
    lines: [
      ['consignments', 'WARN', 'Unauthorized: authorization header missing, path=/consignments tenant={n}'],
      ['shipper-portal', 'ERROR', 'consignment list failed: 401'],
    ],
    path: { services: ['shipper-portal', 'consignments'], error: '401 Unauthorized' },
    decoys: [guardClauses('consignments', -1), paddings('shipper-portal', -6), splitMethod('quote-engine', -3)],
    remediation: 'rollback',
  },
  {
    name: 'held range check in python',
    system: 'learn',
    service: 'grading',
    victims: ['quiz-service'],
    alarm: { metric: 'errors', summary: 'grading: share of errors above 3 %' },
    culprit: {
      service: 'grading',
      minutes: -2,
      title: 'Compute grades from a table',
      files: {
        'grading/grades.py':
          ' def grade(points: int, total: int) -> str:\n-    if total == 0:\n-        return NOT_GRADED\n     share = points / total\n-    for limit, name in LIMITS:\n-        if share >= limit:\n-            return name\n-    return "F"\n+    return TABLE[int(share * 10)]',
      },
      broughtBy: {
        title: 'grading: sort imports',
        files: { 'grading/app.py': '-import sys\n-import os\n+import os\n+import sys' },
      },
    },
    trouble: { grading: { errors: 0.3 }, 'quiz-service': { errors: 0.13 } },
    lines: [
      [
        'grading',
        'ERROR',
        'Traceback (most recent call last): File "/srv/grading/grades.py", line {k}, in grade share = points / total ZeroDivisionError: division by zero',
      ],
      ['quiz-service', 'ERROR', 'grade of sheet {id} not available: 500'],
    ],
    path: { services: ['classroom', 'quiz-service', 'grading'], error: 'ZeroDivisionError: division by zero' },
    decoys: [upgradePatch('quiz-service', -1), guardClauses('classroom', -4), staging('roster-sync', -0.5)],
    remediation: 'rollback',
  },
];
