const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A series as a word of bars, lowest to highest: `▁▁▂▁▇█`. Empty when there is nothing to compare. At most `width` bars. */
export function sparkline(values: readonly number[], width = 16): string {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length < 2) return '';
  const points = resample(finite, width);
  const low = Math.min(...points);
  const span = Math.max(...points) - low;
  return points.map((value) => bars[span === 0 ? 0 : Math.round(((value - low) / span) * (bars.length - 1))]).join('');
}

/** Each bar is the maximum of its range: a short spike must not vanish. */
function resample(values: readonly number[], width: number): number[] {
  if (values.length <= width) return [...values];
  return Array.from({ length: width }, (_, bar) => {
    const from = Math.floor((bar * values.length) / width);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * values.length) / width));
    return Math.max(...values.slice(from, to));
  });
}
