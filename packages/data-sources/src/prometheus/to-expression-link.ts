import type { Window } from '@incidentfox/incident';

/** The expression browser at the expression and span; VictoriaMetrics and Thanos understand the same parameters. */
export function toExpressionLink(publicUrl: string, expression: string, span: Window): string {
  const link = new URL(`${publicUrl}/graph`);
  link.searchParams.set('g0.expr', expression);
  link.searchParams.set('g0.tab', '0');
  link.searchParams.set('g0.range_input', `${Math.ceil((span.to - span.from) / 1000)}s`);
  link.searchParams.set('g0.end_input', new Date(span.to).toISOString().slice(0, 19).replace('T', ' '));
  return link.href;
}
