import type { Baselines, Window } from '@incidentfox/incident';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The stretch of the same length just before, and the same stretch a week earlier. */
export function baselinesOf(window: Window): Baselines {
  return {
    before: { from: window.from - (window.to - window.from), to: window.from },
    weekEarlier: { from: window.from - weekMs, to: window.to - weekMs },
  };
}

/** Baseline and window in one stretch, so that a series shows where it left its normal. */
export function spanOf(ask: { window: Window; baselines: Baselines }): Window {
  return { from: Math.min(ask.baselines.before.from, ask.window.from), to: ask.window.to };
}

/** A stretch as far from `span` as the week-earlier baseline is from the window. */
export function weekEarlier(span: Window, ask: { window: Window; baselines: Baselines }): Window {
  const shift = ask.window.from - ask.baselines.weekEarlier.from;
  return { from: span.from - shift, to: span.to - shift };
}
