import type { Service } from '@incidentfox/incident';
import { environmentKind } from '../../environment/environment-kind.ts';
import { plainNameOf } from '../../service-identity/plain-name.ts';
import type { RepositoryPart } from './repository-part.ts';
import { isUnder } from './under-paths.ts';

/** Whose a change of a repository is. */
export type Belonging = 'ours' | 'others' | 'unknown';

/** A service in its repository. */
export interface InRepository {
  readonly service: Service;
  readonly part: RepositoryPart;
  /** Name of the repository, without its owner. */
  readonly repository: string;
  /** Other services of the catalogue that live in the same one. */
  readonly others: readonly Service[];
}

/** Files that a change touched. */
export interface Touched {
  readonly files: readonly string[];
  /** True when there were more than are listed. */
  readonly isCut: boolean;
}

/** What is known of a change by which it can be told whose it is. */
export interface Traces {
  readonly tag?: string | undefined;
  /** Names of things: the environment, the workflow, the service in a payload. */
  readonly texts?: readonly (string | null | undefined)[];
  /** What a person wrote: only what it says to be about counts, as in `fix(checkout): ...`. */
  readonly title?: string | null | undefined;
  readonly touched?: Touched | undefined;
}

/**
 * Whose a change is. In a repository of one service everything is the service's but the tags of what is called otherwise. Where several
 * share one, or a part of it is configured, something has to say so: the tag, the files, a name.
 */
export function belongingOf(traces: Traces, at: InRepository): Belonging {
  const { tag, texts = [], title, touched } = traces;
  const said = [
    tag === undefined ? 'unknown' : ofTag(tag, at),
    touched === undefined ? 'unknown' : ofFiles(touched, at),
    ofTexts([...texts, scopeOf(title ?? '')], at),
  ];
  const decided = said.find((one) => one !== 'unknown');
  if (decided !== undefined) return decided;
  return isShared(at) || (tag !== undefined && prefixOf(tag) !== '') ? 'unknown' : 'ours';
}

/** False for a file of another service, as far as paths and folders tell. */
export function isOwnFile(file: string, at: InRepository): boolean {
  if (at.part.paths.length > 0) return isUnder(file, at.part.paths);
  return liesIn(file, at.service) || !at.others.some((other) => liesIn(file, other));
}

export const isShared = ({ others, part }: InRepository): boolean => others.length > 0 || part.paths.length > 0;

/** `checkout` of `fix(checkout): ...`, `[checkout] ...` and `checkout: ...`. */
const scopeOf = (title: string): string =>
  /^\s*(?:\w+\(([^)]{1,60})\)!?:|\[([^\]]{1,60})\]|([\w-]{2,60}):\s)/.exec(title)?.slice(1).find(Boolean) ?? '';

function ofTag(tag: string, at: InRepository): Belonging {
  const { tagPrefix } = at.part;
  if (tagPrefix !== undefined) return tag.startsWith(tagPrefix) ? 'ours' : 'others';
  const prefix = prefixOf(tag);
  if (prefix === '') return 'unknown';
  if (isNameOf(prefix, at.service)) return 'ours';
  if (at.others.some((other) => tag.startsWith(tagPrefixOf(other) ?? '\n') || isNameOf(prefix, other))) return 'others';
  return !isShared(at) && plainNameOf(prefix) === plainNameOf(at.repository) ? 'ours' : 'unknown';
}

const tagPrefixOf = ({ vendorNames }: Service): string | undefined =>
  [vendorNames.github, vendorNames.gitlab].flatMap((one) => (typeof one === 'object' ? (one.tag_prefix ?? []) : []))[0];

/** `search` of `search@1.9.0`, `checkout` of `@acme/checkout@2.0`; empty for `v1.2.0`, `release-1.2` and `prod-1.2`. */
function prefixOf(tag: string): string {
  const before = /^(.*?)[@/_-]?v?\d+(?:\.\d+)+/.exec(tag)?.[1] ?? '';
  const name = before.replace(/[@/_-]+$/, '').replace(/^@[^/]+\//, '');
  return /^(v|rel|release|releases|version|build|tag)?$/i.test(name) || environmentKind(name) !== null ? '' : name;
}

function ofFiles({ files, isCut }: Touched, at: InRepository): Belonging {
  const { paths } = at.part;
  if (paths.length > 0) {
    if (files.some((file) => isUnder(file, paths))) return 'ours';
    return isCut || files.length === 0 ? 'unknown' : 'others';
  }
  if (at.others.length === 0 || files.length === 0) return 'unknown';
  if (files.some((file) => liesIn(file, at.service))) return 'ours';
  return !isCut && files.every((file) => at.others.some((other) => liesIn(file, other))) ? 'others' : 'unknown';
}

/** `services/checkout/src/a.ts` is of `checkout`; and what the catalogue says another service's paths are. */
function liesIn(file: string, service: Service): boolean {
  const configured = [service.vendorNames.github, service.vendorNames.gitlab].flatMap((one) =>
    typeof one === 'object' && one.paths !== undefined ? one.paths.split(',') : [],
  );
  if (isUnder(file, configured)) return true;
  return file
    .split('/')
    .slice(0, -1)
    .some((folder) => isNameOf(folder, service));
}

function ofTexts(texts: readonly (string | null | undefined)[], at: InRepository): Belonging {
  const all = ` ${texts.map((text) => plainNameOf(text ?? '')).join(' | ')} `.replaceAll('-', ' ');
  const names = (service: Service) =>
    namesIn(service).some((name) => all.includes(` ${plainNameOf(name).replaceAll('-', ' ')} `));
  if (names(at.service)) return 'ours';
  return at.others.some(names) ? 'others' : 'unknown';
}

const namesIn = ({ name, aliases }: Service): string[] => [name, ...aliases].filter((one) => plainNameOf(one) !== '');
const isNameOf = (text: string, service: Service): boolean =>
  namesIn(service).some((name) => plainNameOf(name) === plainNameOf(text));
