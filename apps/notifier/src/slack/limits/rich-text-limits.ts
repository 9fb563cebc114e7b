import { arrayFaults, type Checked, type Fault, isObject, lengthFaults, urlFaults } from './text-limits.ts';

const inlineKinds: Readonly<Record<string, (element: Checked, at: string) => Fault[]>> = {
  text: (element, at) => lengthFaults(element.text, `${at}/text`, { max: 4000 }),
  link: (element, at) => [
    ...urlFaults(element.url, `${at}/url`),
    ...lengthFaults(element.text, `${at}/text`, { max: 4000, required: false }),
  ],
  emoji: (element, at) => lengthFaults(element.name, `${at}/name`, { max: 100 }),
  date: (element, at) => lengthFaults(element.format, `${at}/format`, { max: 255 }),
  // Mentions are valid for Slack but never ours: whatever asks for one came in with untrusted text.
  user: (_, at) => [`${at} mentions a person`],
  usergroup: (_, at) => [`${at} mentions a group`],
  channel: (_, at) => [`${at} mentions a channel`],
  broadcast: (_, at) => [`${at} mentions everybody`],
  team: (_, at) => [`${at} mentions a team`],
};

const styles = new Set(['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'client_highlight', 'unlink']);

export function richTextFaults(block: Checked, at: string): Fault[] {
  return arrayFaults(block.elements, `${at}/elements`, { max: 100 }, partFaults);
}

function partFaults(part: unknown, at: string): Fault[] {
  if (!isObject(part)) return [`${at} is not an element`];
  switch (part.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
      return inlineFaults(part.elements, `${at}/elements`);
    case 'rich_text_preformatted':
      return [...inlineFaults(part.elements, `${at}/elements`), ...onlyTextAndLinks(part.elements, at)];
    case 'rich_text_list':
      return [
        ...listStyleFaults(part, at),
        ...arrayFaults(part.elements, `${at}/elements`, { max: 200 }, listItemFaults),
      ];
    default:
      return [`${at} has the unknown type ${String(part.type)}`];
  }
}

function listStyleFaults(part: Checked, at: string): Fault[] {
  const style =
    part.style === 'bullet' || part.style === 'ordered' ? [] : [`${at}/style is neither bullet nor ordered`];
  const indent =
    part.indent === undefined || (typeof part.indent === 'number' && part.indent >= 0 && part.indent <= 8)
      ? []
      : [`${at}/indent is not 0..8`];
  return [...style, ...indent];
}

function listItemFaults(item: unknown, at: string): Fault[] {
  if (!isObject(item) || item.type !== 'rich_text_section') return [`${at} is not a rich_text_section`];
  return inlineFaults(item.elements, `${at}/elements`);
}

function onlyTextAndLinks(elements: unknown, at: string): Fault[] {
  const allowed =
    Array.isArray(elements) &&
    elements.every((element) => isObject(element) && (element.type === 'text' || element.type === 'link'));
  return allowed ? [] : [`${at} may hold text and links only`];
}

function inlineFaults(elements: unknown, at: string): Fault[] {
  return arrayFaults(elements, at, { max: 500 }, (element, place) => {
    if (!isObject(element)) return [`${place} is not an element`];
    const check = inlineKinds[String(element.type)];
    if (!check) return [`${place} has the unknown type ${String(element.type)}`];
    return [...check(element, place), ...styleFaults(element.style, `${place}/style`)];
  });
}

function styleFaults(style: unknown, at: string): Fault[] {
  if (style === undefined) return [];
  if (!isObject(style)) return [`${at} is not an object`];
  return Object.entries(style).flatMap(([name, on]) =>
    styles.has(name) && typeof on === 'boolean' ? [] : [`${at}/${name} is not a style`],
  );
}
