import { bins, type ScoredClaim } from '../scoring/score.ts';
import { wilson } from '../scoring/wilson.ts';

const SIZE = 320;
const MARGIN = 48;

/** Claimed confidence against how often it was right, a dot a tenth with its 95 % interval, as an SVG. */
export function reliabilityDiagram(claims: readonly ScoredClaim[]): string {
  const x = (share: number) => (MARGIN + share * SIZE).toFixed(1);
  const y = (share: number) => (MARGIN + (1 - share) * SIZE).toFixed(1);
  const dots = bins(claims).flatMap((bin) => {
    if (bin.length === 0) return [];
    const claimed = bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length;
    const right = bin.filter((one) => one.right).length;
    const { low, high } = wilson(right, bin.length);
    const radius = (3 + Math.sqrt(bin.length)).toFixed(1);
    return [
      `<line x1="${x(claimed)}" y1="${y(low)}" x2="${x(claimed)}" y2="${y(high)}" stroke="#888"/>`,
      `<circle cx="${x(claimed)}" cy="${y(right / bin.length)}" r="${radius}" fill="#d9480f"><title>${bin.length} cases, ${right} right, ${claimed.toFixed(2)} claimed</title></circle>`,
    ];
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${MARGIN + SIZE + 18}" text-anchor="middle">${share}</text>`,
    `<text x="${MARGIN - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${share}</text>`,
  ]);
  const full = SIZE + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${full} ${full}" width="${full}" height="${full}" font-family="sans-serif" font-size="12">`,
    '<title>Reliability: confidence claimed against the share that was right</title>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<rect x="${MARGIN}" y="${MARGIN}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#333"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>`,
    ...ticks,
    ...dots,
    `<text x="${full / 2}" y="${full - 8}" text-anchor="middle">confidence claimed</text>`,
    `<text x="14" y="${full / 2}" text-anchor="middle" transform="rotate(-90 14 ${full / 2})">share that was right</text>`,
    '</svg>',
    '',
  ].join('\n');
}
