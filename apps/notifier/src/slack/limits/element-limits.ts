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

/** Elements of an actions block, an input, or an accessory. Kinds we do not build are refused: add their limits first. */
export function elementFaults(element: unknown, at: string): Fault[] {
  if (!isObject(element)) return [`${at} is not an element`];
  const action = lengthFaults(element.action_id, `${at}/action_id`, { max: 255, required: false });
  switch (element.type) {
    case 'button':
      return [...action, ...buttonFaults(element, at)];
    case 'overflow':
      return [...action, ...optionsFaults(element.options, `${at}/options`, { min: 1, max: 5 })];
    case 'static_select':
    case 'multi_static_select':
      return [...action, ...selectFaults(element, at)];
    case 'plain_text_input':
      return [...action, ...inputTextFaults(element, at)];
    case 'image':
      return [
        ...urlFaults(element.image_url, `${at}/image_url`),
        ...lengthFaults(element.alt_text, `${at}/alt_text`, { max: 2000 }),
      ];
    default:
      return [`${at} has the unknown type ${String(element.type)}`];
  }
}

function buttonFaults(button: Checked, at: string): Fault[] {
  const style =
    button.style === undefined || button.style === 'primary' || button.style === 'danger'
      ? []
      : [`${at}/style is unknown`];
  return [
    ...textObjectFaults(button.text, `${at}/text`, 75, plain),
    ...lengthFaults(button.value, `${at}/value`, { max: 2000, required: false }),
    ...(button.url === undefined ? [] : urlFaults(button.url, `${at}/url`)),
    ...lengthFaults(button.accessibility_label, `${at}/accessibility_label`, { max: 75, required: false }),
    ...(button.confirm === undefined ? [] : confirmFaults(button.confirm, `${at}/confirm`)),
    ...style,
  ];
}

function confirmFaults(confirm: unknown, at: string): Fault[] {
  if (!isObject(confirm)) return [`${at} is not an object`];
  return [
    ...textObjectFaults(confirm.title, `${at}/title`, 100, plain),
    ...textObjectFaults(confirm.text, `${at}/text`, 300),
    ...textObjectFaults(confirm.confirm, `${at}/confirm`, 30, plain),
    ...textObjectFaults(confirm.deny, `${at}/deny`, 30, plain),
  ];
}

function selectFaults(select: Checked, at: string): Fault[] {
  return [
    ...(select.placeholder === undefined ? [] : textObjectFaults(select.placeholder, `${at}/placeholder`, 150, plain)),
    ...optionsFaults(select.options, `${at}/options`, { min: 1, max: 100 }),
  ];
}

function optionsFaults(options: unknown, at: string, bounds: { min: number; max: number }): Fault[] {
  return arrayFaults(options, at, bounds, (option, place) => {
    if (!isObject(option)) return [`${place} is not an option`];
    return [
      ...textObjectFaults(option.text, `${place}/text`, 75),
      ...lengthFaults(option.value, `${place}/value`, { max: 150 }),
      ...(option.description === undefined ? [] : textObjectFaults(option.description, `${place}/description`, 75)),
    ];
  });
}

function inputTextFaults(input: Checked, at: string): Fault[] {
  const max = input.max_length;
  const range =
    max === undefined || (typeof max === 'number' && max >= 1 && max <= 3000)
      ? []
      : [`${at}/max_length is not 1..3000`];
  return [
    ...range,
    ...(input.placeholder === undefined ? [] : textObjectFaults(input.placeholder, `${at}/placeholder`, 150, plain)),
  ];
}
