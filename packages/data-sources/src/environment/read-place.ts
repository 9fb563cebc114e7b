import type { Location } from '@incidentfox/incident';
import type { SourceText } from '../service-identity/match-services.ts';
import { environmentKind, placeWords } from './environment-kind.ts';

/** Where an incident takes place by its own words, with the words that say so. */
export interface SaidPlace extends Location {
  readonly because: string;
  /** From a field or a label, which somebody filled in for this: it goes before a team's usual environment. Prose does not. */
  readonly isFilledIn: boolean;
}

type Part = keyof Location;

const partNames: readonly (readonly [Part, RegExp])[] = [
  [
    'environment',
    /^(affected )?(env|environments?|deployment[ ._]environment([ ._]name)?|service[ ._]environment|stage)$/i,
  ],
  ['cluster', /^((k8s|kubernetes|eks|gke|aks)[ ._])?cluster([ ._]name)?$/i],
  ['region', /^((aws|cloud|gcp)[ ._])?regions?$/i],
];
const keyValue =
  /\b(env|environment|deployment[._]environment(?:[._]name)?|cluster|k8s[._]cluster[._]name|region)\s*[:=]\s*["'`]?([\p{L}\p{N}][\p{L}\p{N}_./-]{0,60})/giu;

/**
 * The place that an incident's texts name: fields and labels first, then `env=staging` wherever it stands, then the words of the title,
 * then of the summary. What is said in two ways that contradict is not said. Null when nothing is.
 */
export function readPlace(texts: readonly SourceText[]): SaidPlace | null {
  const filled = texts.flatMap(filledIn);
  const found: Partial<Record<Part, Found>> = {};
  for (const part of ['environment', 'cluster', 'region'] as const) {
    const one = onlyOne(filled.filter((each) => each.part === part));
    if (one !== null) found[part] = one;
  }
  const isFilledIn = found.environment !== undefined;
  if (found.environment === undefined) {
    const told = proseOf(texts, 'title') ?? proseOf(texts, 'alert') ?? proseOf(texts, 'summary');
    if (told !== null) found.environment = told;
  }
  const all = Object.values(found);
  const [first] = all;
  if (first === undefined) return null;
  const place = Object.fromEntries(all.map(({ part, value }) => [part, value])) as Location;
  return { ...place, because: (found.environment ?? first).because, isFilledIn };
}

interface Found {
  readonly part: Part;
  readonly value: string;
  readonly because: string;
}

function filledIn({ where, text }: SourceText): Found[] {
  const field = /^(?:custom field|alert attribute) (.*)$/.exec(where)?.[1]?.trim();
  const part = field === undefined ? undefined : partNames.find(([, name]) => name.test(field))?.[0];
  const value = text.trim();
  if (part !== undefined)
    return value === '' || value.length > 80 ? [] : [{ part, value, because: `${where} says ${value}` }];
  return [...text.matchAll(keyValue)].flatMap(([, key = '', said = '']): Found[] => {
    const named = partNames.find(([, name]) => name.test(key))?.[0];
    const value = said.replace(/[./-]+$/, '');
    return named === undefined || value === '' ? [] : [{ part: named, value, because: `${value} in ${where}` }];
  });
}

/** Where all say the same, in the first one's words. */
function onlyOne(found: readonly Found[]): Found | null {
  const [first] = found;
  if (first === undefined) return null;
  const meaning = ({ part, value }: Found) =>
    part === 'environment' ? (environmentKind(value) ?? value.toLowerCase()) : value.toLowerCase();
  return found.every((one) => meaning(one) === meaning(first)) ? first : null;
}

/** Words that are an environment wherever they stand. */
const plainWords = /\b(production|prod|prd|staging|stg|pre-?prod(?:uction)?|non-?prod)\b/gi;
/** Words that are one only with a word beside them that says so, or in brackets at the front. */
const namedWords =
  /(?:\b(?:in|on|to|the|our)\s+)?\b(dev|development|test|qa|uat|sandbox|preview|live)\s+(?:env(?:ironment)?|cluster|namespace|stage|system)\b|[[(](dev|development|test|qa|uat|sandbox|preview|prod|live)[\])]/gi;
/** `it was fine in staging` says that it is not there. */
const spared =
  /\b(works?|worked|working|fine|ok|okay|healthy|passed|passes|tested|unaffected|not affected|no issues?)\b[^.;\n]{0,30}$/i;

function proseOf(texts: readonly SourceText[], where: SourceText['where']): Found | null {
  const found = texts.filter((one) => one.where === where).flatMap(({ text }) => [...wordsIn(text)]);
  const kinds = new Map(found.map((word) => [environmentKind(word), word] as const));
  const [only] = kinds;
  if (kinds.size !== 1 || only === undefined || only[0] === null) return null;
  return { part: 'environment', value: only[0], because: `"${only[1]}" in the ${where}` };
}

function* wordsIn(text: string): Generator<string> {
  const plain = text.replace(/https?:\/\/\S+/gi, ' ');
  for (const match of [...plain.matchAll(plainWords), ...plain.matchAll(namedWords)]) {
    const before = plain.slice(Math.max(0, match.index - 50), match.index);
    const word = placeWords(match[1] ?? match[2] ?? '').join('');
    if (word !== '' && !spared.test(before)) yield word;
  }
}
