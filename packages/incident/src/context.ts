import { z } from 'zod';
import { Window } from './window.ts';

/** A service the incident is about, and how we know. */
export const AffectedService = z.object({
  service: z.string(),
  /**
   * `exact`, `alias` and `fuzzy` come from text, `link` from a dashboard, runbook or repository; `dependency` was added because an
   * affected service calls it. Weaker: `words` (everyday words for what the service does), `edge` (nobody calls it, so people meet it
   * first). `discovered`: no catalogue has it, the telemetry does.
   */
  foundBy: z.enum([
    'exact',
    'alias',
    'fuzzy',
    'custom_field',
    'alert_attribute',
    'asked_for',
    'dependency',
    'link',
    'words',
    'edge',
    'discovered',
  ]),
  /** The words that matched and where: `"checkout service" in the title`. */
  because: z.string(),
});
export type AffectedService = z.infer<typeof AffectedService>;

/** What kind of trouble the incident's own words tell of. */
export const SymptomKind = z.enum([
  'errors',
  'latency',
  'unavailable',
  'saturation',
  'crash',
  'data',
  'traffic',
  'unknown',
]);
export type SymptomKind = z.infer<typeof SymptomKind>;

/** What the incident tells us before anything is asked. */
export const Context = z.object({
  affected: z.array(AffectedService),
  symptom: SymptomKind,
  /** When the alarm was raised, epoch ms: the incident's or its alert's time. */
  alarmAt: z.number(),
  window: Window,
  /** Free hints: quoted error texts, versions, host names, links. Untrusted. */
  hints: z.array(z.object({ kind: z.enum(['error_text', 'version', 'host', 'link']), text: z.string() })),
});
export type Context = z.infer<typeof Context>;
