import type { AffectedService, Service } from '@incidentfox/incident';
import { maxMatchedLength, maxTextLength } from '../limits.ts';
import { type Likeness, mentionAt, type ReadText, type ServiceMention } from './find-mentions.ts';
import type { NameForm } from './name-forms.ts';
import { type NameIndex, nameIndexOf } from './name-index.ts';
import { namesInLinks } from './names-in-links.ts';
import { wordsOf } from './words.ts';

/** A text an incident came with and where it stood: `title`, `summary`, `custom field Affected service`, `alert attribute job`. */
export interface SourceText {
  readonly where: string;
  readonly text: string;
}

/** No mention is longer, in characters: a name of a few words, with two others between. */
const maxMentionLength = 300;

const sureness: Readonly<Record<Likeness, number>> = {
  literal: 1,
  respelled: 0.9,
  core: 0.75,
  reordered: 0.7,
  misspelled: 0.6,
};
const weightOf = (where: string): number => (isField(where) ? 1 : where === 'title' ? 0.95 : 0.8);
const isField = (where: string): boolean => /^(custom field|alert attribute)\b/.test(where);
/** Fields about people, places and how bad it is: a service's name there is a coincidence. */
const othersField =
  /\b(team|squad|owner|on-?call|assignee|reporter|receiver|channel|severity|priority|status|region|zone|cluster|env|environment|customer|tenant|alertname)s?\b/i;
const isAboutOthers = (where: string): boolean => {
  const field = where.replace(/^(custom field|alert attribute)\s*/, '').replaceAll('_', ' ');
  return isField(where) && othersField.test(field) && !/^affected\b/i.test(field);
};
const linkWeight = 0.7;

/**
 * The catalogue's services that the texts speak of, surest first, each once, with the words that quote so. Matches names and
 * aliases as written, in another spelling (`checkout service`, `CheckoutService`), without `service` or `api`, in another word
 * order and with a slip of the pen; everyday words count only where the sentence shows that a name is meant.
 */
export function matchServices(texts: readonly SourceText[], catalogue: readonly Service[]): AffectedService[] {
  const index = nameIndexOf(catalogue);
  const best = new Map<string, { score: number; found: AffectedService }>();
  const keep = (service: string, score: number, found: AffectedService) => {
    if (score > (best.get(service)?.score ?? 0)) best.set(service, { score, found });
  };
  for (const { where, text } of withinBudget(texts)) {
    for (const { form, written } of namesInLinks(text, index.forms)) {
      const { name } = form.service;
      const because = `"${written}" in a link in ${isField(where) ? where : `the ${where}`}`;
      keep(name, linkWeight, { service: name, foundBy: 'link', because });
    }
    if (isAboutOthers(where)) continue;
    const read: ReadText = { ...readText(text), isTitle: where === 'title' || where === 'alert' };
    const isUsable = (form: NameForm) => isField(where) || form.called !== 'vendor';
    for (const mention of mentionsIn(read, index, isUsable)) {
      if (isSpokenFree(read, mention)) continue;
      const { name } = mention.form.service;
      const score = weightOf(where) * sureness[mention.likeness] * (mention.form.called === 'name' ? 1 : 0.97);
      keep(name, score, explain(read, where, mention));
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score).map((entry) => entry.found);
}

/** In a storm hundreds of alerts say the same: what was read once is not read again, and not more than an incident needs. */
function* withinBudget(texts: readonly SourceText[]): Generator<SourceText> {
  const seen = new Set<string>();
  let left = maxMatchedLength;
  for (const { where, text } of texts) {
    if (left <= 0) return;
    const taken = text.slice(0, Math.min(left, maxTextLength));
    const key = `${where}\n${taken}`;
    if (seen.has(key)) continue;
    seen.add(key);
    left -= taken.length;
    yield { where, text: taken };
  }
}

/** Links are blanked, not cut: the host of a dashboard's address is not the service that is down. */
function readText(source: string): ReadText {
  const text = source.replace(/https?:\/\/\S+/gi, (link) => ' '.repeat(link.length));
  return { text, words: wordsOf(text) };
}

/** All mentions, without those that lie inside a longer one and those a surer name claims at the same place. */
function mentionsIn(read: ReadText, index: NameIndex, isUsable: (form: NameForm) => boolean): ServiceMention[] {
  const all: ServiceMention[] = [];
  for (const { at, forms } of index.candidatesIn(read)) {
    for (const form of forms) {
      const mention = isUsable(form) ? mentionAt(read, at, form) : null;
      if (mention) all.push(mention);
    }
  }
  return all.filter((mention, place) => !isClaimed(mention, place, all));
}

/** Mentions stand in the order of their beginnings: only the neighbours can reach over one. */
function isClaimed(mention: ServiceMention, place: number, all: readonly ServiceMention[]): boolean {
  for (let i = place - 1; i >= 0; i--) {
    const other = all[i];
    if (!other || mention.start - other.start > maxMentionLength) break;
    if (claims(other, mention)) return true;
  }
  for (let i = place + 1; all[i]?.start === mention.start; i++) {
    const other = all[i];
    if (other && claims(other, mention)) return true;
  }
  return false;
}

function claims(other: ServiceMention, mention: ServiceMention): boolean {
  if (other.form.service.name === mention.form.service.name) return false;
  if (other.start > mention.start || other.end < mention.end) return false;
  const isLonger = other.end - other.start > mention.end - mention.start;
  if (isLonger) return sureness[other.likeness] >= sureness.reordered;
  return sureness[other.likeness] > sureness[mention.likeness];
}

/** `payment-gateway is not affected`, `unrelated to payment-gateway`. */
function isSpokenFree(read: ReadText, { start, end }: ServiceMention): boolean {
  const after = read.text.slice(end, end + 60);
  const before = read.text.slice(Math.max(0, start - 40), start);
  return (
    /^\s*(service\s+)?((is|are|was|were|looks?|seems?|appears?)\s+)?((to be\s+)?(not\s+(affected|impacted|involved)|unaffected|healthy|fine|ok\b))/i.test(
      after,
    ) || /\b(unrelated to|not related to|ruled out|nothing to do with|except( for)?)\s+(the\s+)?["'`]?$/i.test(before)
  );
}

function explain(read: ReadText, where: string, mention: ServiceMention): AffectedService {
  const quote = `"${read.text.slice(mention.start, mention.end)}" in ${isField(where) ? where : `the ${where}`}`;
  const { name } = mention.form.service;
  const meant: Readonly<Record<Likeness, string>> = {
    literal: mention.form.called === 'name' ? '' : `, which also means ${name}`,
    respelled: `, another spelling of ${mention.form.literal}`,
    core: `, short for ${mention.form.literal}`,
    reordered: `, the words of ${mention.form.literal}`,
    misspelled: `, spelled close to ${mention.form.literal}`,
  };
  return { service: name, foundBy: foundBy(where, mention), because: `${quote}${meant[mention.likeness]}` };
}

function foundBy(where: string, { likeness, form }: ServiceMention): AffectedService['foundBy'] {
  if (where.startsWith('custom field')) return 'custom_field';
  if (where.startsWith('alert attribute')) return 'alert_attribute';
  if (likeness !== 'literal') return 'fuzzy';
  return form.called === 'name' ? 'exact' : 'alias';
}
