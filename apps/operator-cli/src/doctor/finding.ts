/** One line of the doctor: what was looked at, how it is, and what to do. */
export interface Finding {
  state: 'ok' | 'warning' | 'failure';
  /** `incident.io`, `Slack`, `Redis`, a data source's name. With several teams the team stands before it. */
  subject: string;
  /** What was seen, or what is wrong. A sentence without secrets. */
  detail: string;
  /** What to do. Null when all is well. */
  advice: string | null;
}

export const ok = (subject: string, detail: string): Finding => ({ state: 'ok', subject, detail, advice: null });
export const warning = (subject: string, detail: string, advice: string): Finding => ({
  state: 'warning',
  subject,
  detail,
  advice,
});
export const failure = (subject: string, detail: string, advice: string): Finding => ({
  state: 'failure',
  subject,
  detail,
  advice,
});
