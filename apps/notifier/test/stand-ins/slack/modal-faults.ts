import { blockFaults } from '../../../src/slack/limits/block-limits.ts';
import { arrayFaults, type Fault, isObject, lengthFaults } from '../../../src/slack/limits/text-limits.ts';

/** Slack's rules for a modal that the modal breaks: 100 blocks, a title of 24 characters, buttons of 24. */
export function modalFaults(view: Readonly<Record<string, unknown>>): Fault[] {
  const label = (name: string) => {
    const value = view[name];
    return isObject(value) ? lengthFaults(value.text, `/${name}/text`, { max: 24 }) : [];
  };
  return [
    ...label('title'),
    ...label('submit'),
    ...label('close'),
    ...lengthFaults(view.private_metadata, '/private_metadata', { min: 0, max: 3000, required: false }),
    ...lengthFaults(view.callback_id, '/callback_id', { max: 255, required: false }),
    ...arrayFaults(view.blocks, '/blocks', { max: 100 }, blockFaults),
  ];
}
