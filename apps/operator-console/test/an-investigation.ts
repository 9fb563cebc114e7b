import type { Investigation } from '@incidentfox/incident';
import { anIncident } from '@incidentfox/test-kit';

export const hostile = `<script>alert("x")</script>'"&`;

/** A completed investigation in which everything that comes from outside is `text`, and every link `url`. */
export function anInvestigation(
  id: string,
  text = 'checkout is slow',
  url = 'https://grafana.test/d/1',
): Investigation {
  const window = { from: 1_800_000_000_000, to: 1_800_000_600_000 };
  const sentence = { text, evidence: ['e1'] as ['e1'] };
  return {
    id: `inv-default-${id}`,
    revision: 1,
    team: 'default',
    incidentId: id,
    trigger: { kind: 'webhook' },
    state: 'completed',
    priority: 'P1',
    priorityOrigin: 'name',
    isTest: false,
    isPrivate: false,
    incident: anIncident({ id, name: text, summary: text, permalink: url }),
    context: {
      affected: [{ service: text, foundBy: 'exact', because: text }],
      symptom: 'errors',
      alarmAt: window.to,
      window,
      hints: [],
    },
    steps: [],
    questions: [
      {
        id: 'q1',
        source: 'prometheus',
        kind: 'prometheus',
        capability: 'metrics',
        service: text,
        round: 1,
        window,
        state: 'failed',
        items: 0,
        warnings: [],
        failure: { kind: 'unavailable', message: text },
        query: text,
        deepLink: url,
        askedAt: window.to,
        tookMs: 120,
        requests: 1,
        bytes: 10,
      },
    ],
    report: {
      verdict: 'root_cause',
      confidence: 0.87,
      summary: sentence,
      cause: { kind: 'change', service: text, object: text },
      rootCause: [sentence],
      evidence: [
        {
          id: 'e1',
          kind: 'log_pattern',
          service: text,
          at: window.from,
          title: text,
          value: 1,
          baseline: 0,
          unit: null,
          facts: {},
          quote: text,
          source: 'prometheus',
          questionId: 'q1',
          link: url,
          spark: null,
        },
      ],
      alternatives: [{ ...sentence, probability: 0.1 }],
      ruledOut: [sentence],
      actions: [{ ...sentence, command: text }],
      timeline: [{ ...sentence, at: window.from }],
      gaps: [{ id: 'g1', what: text, why: text }],
      nextQuestion: text,
      decisive: 'e1',
      engine: '1',
    },
    ending: null,
    queuedAt: '2026-11-23T14:36:00.000Z',
    startedAt: '2026-11-23T14:36:01.000Z',
    finishedAt: '2026-11-23T14:36:09.000Z',
  };
}
