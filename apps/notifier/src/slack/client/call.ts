/** One call of a method of Slack's Web API. Throws `SlackProblem` and nothing else; never tries twice. */
export type OutgoingCall = (method: string, args: Record<string, unknown>) => Promise<Record<string, unknown>>;

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
