import { type ClaimCheck, check } from '../../claim.ts';
import { minuteMs } from '../../observed/rounded-number.ts';
import type { ReportCase } from '../../report-case.ts';

/** How often a service changes, as the source counted it. */
export function changesADay(service: string, often: string, { observed: { observations } }: ReportCase): ClaimCheck {
  const history = observations.changeHistories.find((one) => one.service === service);
  if (history === undefined) return check('number', false, `nobody counted the changes of ${service}`);
  const perDay = (history.count / history.spanMs) * 24 * 60 * minuteMs;
  const said = often === 'once' ? 1 : Number.parseFloat(often);
  return check(
    'number',
    often === 'once' ? perDay <= 1.05 : Math.abs(perDay - said) <= 0.06 * said,
    `it changed ${perDay.toFixed(2)} times a day`,
  );
}
