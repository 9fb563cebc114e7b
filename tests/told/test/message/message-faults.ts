import type { Report } from '@incidentfox/incident';

/** A message as a reader sees it: its lines under their titles, without bullets and numbers. */
export interface ShownMessage {
  title: string;
  lines: readonly string[];
}

/** What is wrong with what stands in one message, in words; empty when nothing is. `report` is what it was drawn from. */
export function messageFaults(sections: readonly ShownMessage[], report: Report): string[] {
  const all = sections.flatMap(({ lines }) => lines);
  return [
    ...saidTwice(all),
    ...unreadable(all),
    ...ofRuledOut(sections, report),
    ...alreadyDone(sections, report),
    ...effectsFirst(sections, report),
  ];
}

const plain = (line: string): string =>
  line
    .replace(/^\d\d:\d\d - /, '')
    .replace(/[.…]+$/, '')
    .trim();

/** The same sentence, or a sentence that another line holds whole. */
function saidTwice(lines: readonly string[]): string[] {
  // What is dated may happen again.
  const texts = lines.map((line) => line.replace(/[.…]+$/, '').trim()).filter((text) => text.length >= 12);
  return texts.flatMap((text, at) => {
    const other = texts.find((one, index) => index !== at && (one === text ? index > at : one.endsWith(`; ${text}`)));
    return other === undefined ? [] : [`said twice: ${text}`];
  });
}

const unreadableForms: readonly (readonly [form: RegExp, why: string])[] = [
  [/\b1[5-9]\d{8}(?:\d{3})?\b/, 'an epoch time'],
  [/\brestarts[^:]*: \d+\.\d/, 'a fraction of a restart'],
  [/\bNaN\b|\bInfinity\b|\bundefined\b|\bnull\b|\[object /, 'no value'],
  [/\(empty\)|: *$/, 'nothing where something should stand'],
  [/(?<![\d.])1 (?:failures|lines|errors|times|restarts|signals|questions|pods)\b/, 'one of several'],
];

/** Quotes are somebody else's words. */
function unreadable(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const own = line.replaceAll(/"[^"]*"|`[^`]*`/g, '""');
    return unreadableForms.flatMap(([form, why]) => (form.test(own) ? [`${why}: ${line}`] : []));
  });
}

const linesOf = (sections: readonly ShownMessage[], title: RegExp): readonly string[] =>
  sections.find((one) => title.test(one.title))?.lines ?? [];

/** Evidence that is only cited for what is out does not speak for the cause. */
function ofRuledOut(sections: readonly ShownMessage[], report: Report): string[] {
  const said = new Set([report.summary, ...report.rootCause].flatMap(({ evidence }) => evidence));
  const out = new Set(report.ruledOut.flatMap(({ evidence }) => evidence).filter((id) => !said.has(id)));
  const titles = report.evidence.filter(({ id }) => out.has(id)).map(({ title }) => title);
  const shown = linesOf(sections, /^Evidence$/);
  return titles
    .filter((title) => shown.some((line) => line.includes(title)))
    .map((title) => `ruled out, and shown: ${title}`);
}

/** Advice to go back, where the report itself tells that somebody did. */
function alreadyDone(sections: readonly ShownMessage[], report: Report): string[] {
  const undone = report.evidence.some(
    ({ kind, facts, id }) =>
      kind === 'change' &&
      (facts.undoneAt !== undefined || facts.takenBackAt !== undefined) &&
      report.actions.some(({ text, evidence }) => /^Consider (?:rolling|undoing) /.test(text) && evidence[0] === id),
  );
  const told = / after the rollback of | It ended after /.test(
    [report.summary, ...report.rootCause].map(({ text }) => text).join(' '),
  );
  const advice = sections
    .flatMap(({ lines }) => lines)
    .filter((line) => /^Consider (?:rolling .+ back|undoing )/.test(line));
  return undone || told ? advice.map((line) => `done already: ${line}`) : [];
}

/** What is dated in a list stands in order, and nothing that trouble shows before the change that is blamed for it. */
function effectsFirst(sections: readonly ShownMessage[], report: Report): string[] {
  const trigger = report.rootCause.find(({ text }) => text.startsWith('It began '))?.evidence[0];
  const cause = report.timeline.find(({ evidence }) => evidence[0] === trigger);
  const listed = linesOf(sections, /^(?:Timeline|Full timeline)/).filter((line) => /^\d\d:\d\d - /.test(line));
  const changed = listed.findIndex((line) => cause !== undefined && plain(line) === plain(cause.text));
  const effects = listed
    .slice(0, Math.max(0, changed))
    .filter((line) => / began to | (?:first|more) (?:errors|warnings) | fired$/.test(line));
  const isBack = listed.some((line, at) => minutesOf(line) < minutesOf(listed[at - 1] ?? line) - 12 * 60);
  const isDisordered = !isBack && listed.some((line, at) => minutesOf(line) < minutesOf(listed[at - 1] ?? line));
  return [
    ...effects.map((line) => `before its cause: ${line}`),
    ...(isDisordered ? [`out of order: ${listed.join(' | ')}`] : []),
  ];
}

const minutesOf = (line: string): number => Number(line.slice(0, 2)) * 60 + Number(line.slice(3, 5));
