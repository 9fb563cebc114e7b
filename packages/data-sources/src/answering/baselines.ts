import type { Baselines, Window } from '@incidentfox/incident';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The range of the same length just before, and the same range a week earlier. */
export function baselinesOf(window: Window): Baselines {
  return {
    before: { from: window.from - (window.to - window.from), to: window.from },
    weekEarlier: { from: window.from - weekMs, to: window.to - weekMs },
  };
}

/** Baseline and window in one range, so that a series shows where it left its normal. */
export function spanOf(question: { window: Window; baselines: Baselines }): Window {
  return { from: Math.min(question.baselines.before.from, question.window.from), to: question.window.to };
}

/** A range as far from `span` as the week-earlier baseline is from the window. */
export function weekEarlier(span: Window, question: { window: Window; baselines: Baselines }): Window {
  const shift = question.window.from - question.baselines.weekEarlier.from;
  return { from: span.from - shift, to: span.to - shift };
}
