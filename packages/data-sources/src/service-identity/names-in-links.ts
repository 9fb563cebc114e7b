import type { NameForm } from './name-forms.ts';
import { wordsOf } from './words.ts';

/** A part of a link that is a service's name, as it stands there. */
export interface LinkedName {
  readonly form: NameForm;
  readonly written: string;
}

const maxLinks = 20;
const linkShape = /https?:\/\/[^\s<>"'`)\]]+/gi;
/** Parameters of dashboards and searches that hold a service. */
const serviceParameter = /^(?:var-)?(?:service|service_name|app|application|job|deployment|workload|component)$/i;
/** After these a part of a path names what the page is about. */
const announces =
  /^(?:services?|apps?|applications?|components?|deployments?|workloads?|runbooks?|dashboards?|repos?|projects?)$/i;
const repositoryHost = /(?:^|\.)(?:github|gitlab|bitbucket)\./i;

/**
 * The services whose dashboards, runbooks or repositories the links of a text lead to. The host says nothing; an everyday word in a
 * path is a name only where pages of services have theirs.
 */
export function namesInLinks(text: string, forms: readonly NameForm[]): LinkedName[] {
  const links = [...text.matchAll(linkShape)].slice(0, maxLinks).flatMap(([link]) => parsed(link));
  const parts = links.flatMap(partsOf);
  return forms.flatMap((form) => {
    const part = parts.find(({ words, isPlaced }) => words === form.joined && (isPlaced || !form.isOrdinary));
    return part === undefined ? [] : [{ form, written: part.written }];
  });
}

function parsed(link: string): URL[] {
  try {
    return [new URL(link)];
  } catch {
    return [];
  }
}

function partsOf({ hostname, pathname, searchParams }: URL) {
  const segments = pathname.split('/').filter((one) => one !== '');
  const inPath = segments.map((segment, at) => ({
    written: decoded(segment).replace(/\.(?:md|html?|git|pdf)$/i, ''),
    isPlaced: announces.test(segments[at - 1] ?? '') || (at === 1 && repositoryHost.test(hostname)),
  }));
  const inQuery = [...searchParams]
    .filter(([key]) => serviceParameter.test(key))
    .map(([, written]) => ({ written, isPlaced: true }));
  return [...inPath, ...inQuery].map((part) => ({
    ...part,
    words: wordsOf(part.written)
      .map(({ plain }) => plain)
      .join(''),
  }));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
