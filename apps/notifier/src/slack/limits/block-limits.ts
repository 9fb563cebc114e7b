import { elementFaults } from './element-limits.ts';
import { richTextFaults } from './rich-text-limits.ts';
import {
  arrayFaults,
  type Checked,
  type Fault,
  isObject,
  lengthFaults,
  textObjectFaults,
  urlFaults,
} from './text-limits.ts';

const plain = ['plain_text'] as const;

const kinds: Readonly<Record<string, (block: Checked, at: string) => Fault[]>> = {
  header: (block, at) => textObjectFaults(block.text, `${at}/text`, 150, plain),
  divider: () => [],
  section: sectionFaults,
  context: (block, at) => arrayFaults(block.elements, `${at}/elements`, { max: 10 }, contextElementFaults),
  actions: (block, at) => [
    ...arrayFaults(block.elements, `${at}/elements`, { max: 25 }, elementFaults),
    ...sameActionTwice(block, at),
  ],
  input: inputFaults,
  image: imageFaults,
  rich_text: richTextFaults,
};

/** Slack's documented limits of one block. A kind of block without limits here is refused, so that none is sent unchecked. */
export function blockFaults(block: unknown, at: string): Fault[] {
  if (!isObject(block)) return [`${at} is not a block`];
  const check = kinds[String(block.type)];
  if (!check) return [`${at} has the unknown type ${String(block.type)}`];
  return [...check(block, at), ...lengthFaults(block.block_id, `${at}/block_id`, { max: 255, required: false })];
}

function sectionFaults(block: Checked, at: string): Fault[] {
  if (block.text === undefined && block.fields === undefined) return [`${at} has neither text nor fields`];
  return [
    ...(block.text === undefined ? [] : textObjectFaults(block.text, `${at}/text`, 3000)),
    ...(block.fields === undefined
      ? []
      : arrayFaults(block.fields, `${at}/fields`, { max: 10 }, (field, place) => textObjectFaults(field, place, 2000))),
    ...(block.accessory === undefined ? [] : elementFaults(block.accessory, `${at}/accessory`)),
  ];
}

function contextElementFaults(element: unknown, at: string): Fault[] {
  if (isObject(element) && element.type === 'image') return elementFaults(element, at);
  return textObjectFaults(element, at, 3000);
}

function inputFaults(block: Checked, at: string): Fault[] {
  return [
    ...textObjectFaults(block.label, `${at}/label`, 2000, plain),
    ...(block.hint === undefined ? [] : textObjectFaults(block.hint, `${at}/hint`, 2000, plain)),
    ...elementFaults(block.element, `${at}/element`),
  ];
}

function imageFaults(block: Checked, at: string): Fault[] {
  const source = isObject(block.slack_file) ? [] : urlFaults(block.image_url, `${at}/image_url`);
  return [
    ...source,
    ...lengthFaults(block.alt_text, `${at}/alt_text`, { max: 2000 }),
    ...(block.title === undefined ? [] : textObjectFaults(block.title, `${at}/title`, 2000, plain)),
  ];
}

function sameActionTwice(block: Checked, at: string): Fault[] {
  if (!Array.isArray(block.elements)) return [];
  const ids = block.elements.flatMap((element) =>
    isObject(element) && typeof element.action_id === 'string' ? [element.action_id] : [],
  );
  return ids.length === new Set(ids).size ? [] : [`${at} has the same action_id twice`];
}
