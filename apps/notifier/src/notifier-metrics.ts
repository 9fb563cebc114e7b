import type { DeliveryStore, FeedbackStore } from '@incidentfox/investigations';
import type { Metrics } from '@incidentfox/service-runtime';

/** The outbox, counting what becomes of each message and entry: `sent`, `given_up`, or an attempt (`sending`, `waiting`). */
export function countDeliveries(deliveries: DeliveryStore, metrics: Metrics): DeliveryStore {
  const total = metrics.counter('deliveries_total', 'Messages and timeline entries, by what became of them', [
    'kind',
    'state',
  ]);
  // from nothing to one is no increase for Prometheus: what alerts ask for begins at zero
  for (const kind of ['slack', 'timeline']) total.inc({ kind, state: 'given_up' }, 0);
  const counted = (store: DeliveryStore): DeliveryStore => ({
    ...store,
    write: async (id, record) => {
      await store.write(id, record);
      total.inc({ kind: kindOf(record.slot), state: record.state });
    },
    under: (lease) => counted(store.under(lease)),
  });
  return counted(deliveries);
}

/** `slack` or `timeline`: what comes before the first colon of every slot. */
const kindOf = (slot: string): string => slot.split(':')[0] ?? '';

/** The feedback, counting what people said. */
export function countFeedback(feedback: FeedbackStore, metrics: Metrics): FeedbackStore {
  const total = metrics.counter('feedback_total', 'What people said about findings', ['helpful']);
  return {
    ...feedback,
    give: async (id, said) => {
      await feedback.give(id, said);
      total.inc({ helpful: String(said.helpful) });
    },
  };
}
