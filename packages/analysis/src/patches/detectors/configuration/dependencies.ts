import type { Alteration } from '../../alteration.ts';
import type { DiffLine, ParsedFile } from '../../parsing/parsed-file.ts';
import { alter, type Detector } from '../detector.ts';

interface Version {
  name: string;
  version: string;
  weight: number;
  line: DiffLine;
}

type Reader = (line: DiffLine) => { name: string; version: string; weight?: number } | null;

const read =
  (pattern: RegExp): Reader =>
  ({ code }) => {
    const found = pattern.exec(code);
    return found ? { name: found[1] ?? '', version: found[2] ?? '' } : null;
  };

const ownFields =
  /^(?:version|node|npm|yarn|pnpm|name|engines|packageManager|python|requires-python|ruby|target-version|edition)$/i;

/** A version tag whose name stands on a line above (`artifactId`, `name:`). */
const namedAbove =
  (version: RegExp, name: RegExp): Reader =>
  (line) => {
    const found = version.exec(line.code);
    if (found === null) return null;
    const { lines } = line.hunk;
    for (let at = line.at - 1; at >= Math.max(0, line.at - 4); at -= 1) {
      const named = name.exec(lines[at]?.text ?? '');
      if (named) return { name: named[1] ?? '', version: found[1] ?? '' };
      if (/<parent>|<project/.test(lines[at]?.text ?? '')) return null;
    }
    return null;
  };

const first =
  (...readers: Reader[]): Reader =>
  (line) => {
    for (const reader of readers) {
      const found = reader(line);
      if (found !== null) return found;
    }
    return null;
  };

const number = String.raw`v?\d+(?:\.\d+)*[\w.+-]*`;
const manifests: readonly (readonly [RegExp, Reader])[] = [
  [/package\.json$/, read(new RegExp(`^"(@?[\\w./-]+)":\\s*"[~^>=<\\s]*(${number})"`))],
  [
    /go\.mod$/,
    (line) => {
      const found = new RegExp(`^(?:require\\s+|replace\\s+\\S+\\s+=>\\s+)?([\\w.-]+\\.[\\w./-]+)\\s+(${number})`).exec(
        line.text,
      );
      return found
        ? { name: found[1] ?? '', version: found[2] ?? '', weight: line.text.includes('// indirect') ? 0.5 : 1 }
        : null;
    },
  ],
  [
    /pom\.xml$/,
    first(
      namedAbove(new RegExp(`<version>(${number})</version>`), /<artifactId>([\w.-]+)<\/artifactId>/),
      read(new RegExp(`<([\\w.-]+)[.-]version>(${number})</`)),
    ),
  ],
  [
    /\.gradle(?:\.kts)?$|libs\.versions\.toml$/,
    first(
      read(new RegExp(`["']([\\w.-]+:[\\w.-]+):(${number})["']`)),
      read(new RegExp(`^([\\w-]+)\\s*=\\s*["'](${number})["']`)),
    ),
  ],
  [/requirements[^/]*\.(?:txt|in)$/, read(new RegExp(`^([\\w.-]+)(?:\\[[^\\]]*\\])?\\s*[=~<>]=\\s*(${number})`))],
  [
    /pyproject\.toml$|Pipfile$|Cargo\.toml$/,
    first(
      read(new RegExp(`^["']([\\w.-]+)(?:\\[[^\\]]*\\])?\\s*[=~<>]=\\s*(${number})`)),
      read(new RegExp(`^([\\w-]+)\\s*=\\s*(?:\\{\\s*version\\s*=\\s*)?["'][~^>=<\\s]*(${number})`)),
    ),
  ],
  [
    /Gemfile$|\.gemspec$/,
    read(new RegExp(`(?:gem|dependency)\\s*\\(?["']([\\w-]+)["'],\\s*["'][~>=<\\s]*(${number})`)),
  ],
  [
    /\.(?:cs|fs)proj$|Directory\.Packages\.props$|packages\.config$/,
    read(new RegExp(`(?:Include|id)="([\\w.-]+)"\\s+[Vv]ersion="(${number})"`)),
  ],
  [/(?:^|\/)(?:Dockerfile|Containerfile)/, read(new RegExp(`^FROM\\s+(?:--\\S+\\s+)?([\\w./-]+):(${number}[\\w.-]*)`))],
  [/Chart\.yaml$/, namedAbove(new RegExp(`^version:\\s*["']?[~^]?(${number})`), /^-?\s*name:\s*["']?([\w.-]+)/)],
];

/** Versions of libraries and base images in manifests. */
export const dependencies: Detector = {
  // Versions stand beside names of any kind; the file's name decides.
  wakesOn: [],
  detect: (file) => {
    const reader = manifests.find(([pattern]) => pattern.test(file.path))?.[1];
    if (file.language === 'docker') {
      const images = file.added.flatMap((line) => otherImage(file, line));
      if (images.length > 0) return images;
    }
    if (reader === undefined) return [];
    const was = new Map(versionsIn(file.removed, reader).map((one) => [one.name, one]));
    return versionsIn(file.added, reader).flatMap((now) => {
      const old = was.get(now.name);
      return old === undefined || old.version === now.version ? [] : bump(file, old, now);
    });
  },
};

/** `FROM node:20` without its tag. */
const imageOf = (text: string): string | null => /^FROM\s+(?:--\S+\s+)?([^\s:@]+)/.exec(text)?.[1] ?? null;

function otherImage(file: ParsedFile, line: DiffLine): Alteration[] {
  const to = imageOf(line.text);
  const was = to === null ? [] : file.removed.flatMap(({ text }) => imageOf(text) ?? []);
  const [from] = was;
  return to === null || from === undefined || was.includes(to)
    ? []
    : alter(file, { kind: 'dependency', what: 'base image', line, from, to, weight: 2 });
}

function versionsIn(lines: readonly DiffLine[], reader: Reader): Version[] {
  return lines.flatMap((line) => {
    const found = reader(line);
    return found === null || (line.language !== 'docker' && ownFields.test(found.name))
      ? []
      : [{ weight: 1, ...found, line }];
  });
}

function bump(file: ParsedFile, old: Version, now: Version): Alteration[] {
  const [a, b] = [partsOf(old.version), partsOf(now.version)];
  const level = [0, 1, 2].find((at) => (a[at] ?? 0) !== (b[at] ?? 0)) ?? 2;
  const isDown = (b[level] ?? 0) < (a[level] ?? 0);
  const size = level === 0 || (level === 1 && a[0] === 0) ? 2 : level === 1 ? 1 : 0.6;
  const step = ['major', 'minor', 'patch'][level];
  return alter(file, {
    kind: 'dependency',
    what: `${now.name} (${step}${isDown ? ', back' : ''})`,
    line: now.line,
    from: old.version,
    to: now.version,
    direction: isDown ? 'down' : 'up',
    weight: size * now.weight,
  });
}

const partsOf = (version: string): number[] =>
  version
    .replace(/^v/, '')
    .split(/[.+-]/)
    .map((part) => Number.parseInt(part, 10) || 0);
