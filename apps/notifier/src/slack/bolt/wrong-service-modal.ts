import type { Service } from '@incidentfox/incident';
import type { ModalView } from '@slack/types';
import { shorten } from '../../text/shorten.ts';
import { oneLine } from '../../text/untrusted-text.ts';

export const wrongServiceCallback = 'wrong-service-chosen';
const blockId = 'services';
const actionId = 'chosen';

/** Where the modal was opened from; travels with it and comes back with the choice. */
export interface ModalOrigin {
  readonly investigationId: string;
  readonly revision: number;
  readonly channel: string;
  readonly threadTs?: string;
}

/** Pick the right services, then look again. Slack shows at most 100; a larger catalogue gets a field to type in. */
export function wrongServiceModal(services: readonly Service[], origin: ModalOrigin): ModalView {
  const named = services.filter((service) => oneLine(service.name) !== '' && service.name.length <= 150);
  return {
    type: 'modal',
    callback_id: wrongServiceCallback,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: 'Wrong service' },
    submit: { type: 'plain_text', text: 'Investigate' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: blockId,
        label: { type: 'plain_text', text: 'Which service is it about?' },
        element: named.length > 0 && named.length <= 100 ? choice(named) : typed(),
      },
    ],
  };
}

function choice(services: readonly Service[]) {
  return {
    type: 'multi_static_select' as const,
    action_id: actionId,
    max_selected_items: 5,
    placeholder: { type: 'plain_text' as const, text: 'Choose up to five' },
    options: services.map(({ name }) => ({
      text: { type: 'plain_text' as const, text: shorten(oneLine(name), 75) },
      value: name,
    })),
  };
}

function typed() {
  return {
    type: 'plain_text_input' as const,
    action_id: actionId,
    max_length: 500,
    placeholder: { type: 'plain_text' as const, text: 'Names from the catalogue, separated by commas' },
  };
}

/** The chosen names that the catalogue knows, at most five; names were typed by a person and are checked here. */
export function chosenServices(view: { state?: { values?: unknown } }, services: readonly Service[]): string[] {
  const field = ((view.state?.values as Record<string, Record<string, unknown>> | undefined)?.[blockId]?.[actionId] ??
    {}) as {
    selected_options?: { value: string }[];
    value?: string | null;
  };
  const names = field.selected_options?.map((option) => option.value) ?? (field.value ?? '').split(',');
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return services
    .filter(({ name, aliases }) => [name, ...aliases].some((alias) => wanted.has(alias.toLowerCase())))
    .map(({ name }) => name)
    .slice(0, 5);
}
