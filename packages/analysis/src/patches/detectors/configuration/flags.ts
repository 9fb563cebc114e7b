import type { Alteration } from '../../alteration.ts';
import { isConfiguration } from '../../parsing/language-of.ts';
import { type DiffLine, enclosing, type ParsedFile } from '../../parsing/parsed-file.ts';
import { spaced } from '../../parsing/split-words.ts';
import { alter, type Detector, textOf } from '../detector.ts';

const aboutFlags =
  /feature|flag|toggle|rollout|experiment|variant|launchdarkly|unleash|flipper|killswitch|kill_switch|canary/i;
const value = /^(.*?[:=(,]\s*["']?)(true|false|on|off|enabled|disabled|yes|no|control|treatment)(["']?[,;)}\s]*)$/i;
const share =
  /\b(?:rollout|percentage|percent|weight|traffic|fraction|variation)\w*["'\]]?\s*[:=]\s*["']?(\d+(?:\.\d+)?)/i;
const variant =
  /\b(?:defaultVariant|default_variant|defaultTreatment|fallthrough|offVariation|default_?rule)["']?\s*[:=]\s*["']?([\w-]+)/i;
const check =
  /\b(?:isEnabled|is_enabled|isFeatureEnabled|featureEnabled|feature_enabled\??|enabled\?|boolVariation|variation|getBooleanValue|BooleanValue|getTreatment|isOn|IsEnabledAsync|flag_is_active|waffle\.\w+|useFlag|flags?\.\w+|features?\.\w+)\(?/;

/** Defaults, shares and checks of feature flags, and switches in configuration. */
export const flags: Detector = {
  wakesOn:
    'feature features flag flags toggle rollout experiment variant enabled enable disabled disable on off true false percentage percent weight fraction variation treatment flipper killswitch canary active waffle'.split(
      ' ',
    ),
  detect: (file, { removed, added }) => [
    ...added.flatMap((line) => switched(file, line) ?? shared(file, line) ?? []),
    ...removed.flatMap((line) => unguarded(file, line)),
  ],
};

const concernsFlags = (line: DiffLine, file: ParsedFile): boolean =>
  aboutFlags.test(line.code) || aboutFlags.test(file.path) || enclosing(line).some(({ code }) => aboutFlags.test(code));

function switched(file: ParsedFile, line: DiffLine): Alteration[] | null {
  if (line.partner === null) return null;
  const inFlags = concernsFlags(line, file);
  const was = variant.exec(line.partner.code)?.[1];
  const now = variant.exec(line.code)?.[1];
  if (was !== undefined && now !== undefined && was !== now) {
    return alter(file, { kind: 'flag', what: nameOf(line, file), line, from: was, to: now });
  }
  const [a, b] = [value.exec(line.partner.code), value.exec(line.code)];
  if (a === null || b === null || a[1] !== b[1] || a[2] === b[2]) return null;
  if (!inFlags && (!isConfiguration(file.language) || isOther.test(nameOf(line, file)))) return null;
  return alter(file, {
    kind: 'flag',
    what: nameOf(line, file),
    line,
    from: a[2] ?? '',
    to: b[2] ?? '',
    weight: inFlags ? 1 : 0.6,
  });
}

/** Switches that other detectors know better, and those that do nothing at run time. */
const isOther =
  /\b(?:tls|ssl|auth\w*|cache\w*|verify|log\w*|debug|echo|sql|verbose|private|public|required|read ?only|optional|dev|strict|es module\w*|unique|nullable|null|index)\b/;

function shared(file: ParsedFile, line: DiffLine): Alteration[] | null {
  if (line.partner === null || !concernsFlags(line, file)) return null;
  const [was, now] = [share.exec(line.partner.code)?.[1], share.exec(line.code)?.[1]];
  if (was === undefined || now === undefined || was === now) return null;
  const direction = Number(now) > Number(was) ? 'up' : 'down';
  return alter(file, { kind: 'flag', what: `share of ${nameOf(line, file)}`, line, from: was, to: now, direction });
}

/** A check that went away while what it guarded stays: what some got, all get. */
function unguarded(file: ParsedFile, line: DiffLine): Alteration[] {
  if (isConfiguration(file.language) || !aboutFlags.test(line.code) || !check.test(line.bare)) return [];
  if (!/^(?:\}?\s*else\s+)?(?:if|unless|when|return|guard)\b|\?|&&/.test(line.code)) return [];
  const name = line.literals[0] ?? check.exec(line.bare)?.[0] ?? 'a flag';
  if (textOf(line, ['+', ' ']).includes(name)) return [];
  return alter(file, {
    kind: 'flag',
    what: `check of flag ${name}`,
    line,
    from: 'checked',
    to: 'not checked',
    weight: 0.8,
  });
}

function nameOf(line: DiffLine, file: ParsedFile): string {
  const own = spaced(/^[-\s]*["']?([\w.$-]+)/.exec(line.code)?.[1] ?? '');
  if (
    !/^(?:enabled|enable|value|default\w*( variant)?|on|state|active|percentage|rollout|weight|variation|disabled|status)?$/.test(
      own,
    )
  )
    return own;
  const around = enclosing(line, 2)
    .map(({ code }) => spaced(code))
    .filter((text) => text !== '' && !/^(?:flags?|features?|spec|data)$/.test(text));
  const base = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return `${around[0] ?? spaced(base)} ${own}`.trim();
}
