import type { Alteration, AlterationKind } from '../../alteration.ts';

/** One way in which a line makes a program behave otherwise, known by what stands there now and did not before. */
export interface Rule {
  kind: AlterationKind;
  what: string;
  now: RegExp;
  /** What the replaced line must have said; without it any line or none may have been replaced. */
  was?: RegExp;
  /** What must stand nowhere on these sides of the hunk. */
  unless?: { sides: readonly ('+' | '-' | ' ')[]; pattern: RegExp };
  /** The line before must not have had it, where what it said is still said. */
  isMoreOf?: RegExp;
  direction?: Alteration['direction'];
  weight?: number;
}

/** What varies with every user or request: as the label of a metric it makes a series of each. */
const varying =
  /\b(?:user|customer|session|order|request|trace|tenant|account|device|cart|invoice|message)_?-?(?:id|ID|Id|uuid|Uuid|email)\b|\b(?:email|uuid|url|path|ip|requestURI|remoteAddr)\b/;

/** More logs, more series, more work for the same request. */
export const volumeRules: readonly Rule[] = [
  {
    kind: 'work_factor',
    what: 'compression',
    now: /BestCompression|SmallestSize|level\s*[:=]\s*9\b/,
    was: /BestSpeed|Fastest|level\s*[:=]\s*[1-6]\b|DefaultCompression/,
    direction: 'up',
  },
  {
    kind: 'log_level',
    what: 'bodies in the log',
    now: /\blog\w*\.\w+\(.*\b(?:body|payload|headers|dump)\b/i,
    unless: { sides: ['-', ' '], pattern: /\blog\w*\.\w+\(.*\b(?:body|payload|headers|dump)\b/i },
    weight: 0.8,
  },
  {
    kind: 'unbounded_growth',
    what: 'label of a metric',
    now: varying,
    was: /WithLabelValues\(|\.labels?\(|\.tags?\(|labelNames|label_names|\btags?:|\b(?:counter|histogram|gauge|timer|increment|summary)\(/i,
    isMoreOf: varying,
    weight: 0.8,
  },
];
