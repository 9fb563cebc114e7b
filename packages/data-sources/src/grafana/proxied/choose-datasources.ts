import type { QuestionRun } from '../../answering/index.ts';
import type { DataSource } from '../../data-source.ts';
import { choosePlaces, listed } from '../../environment/choose-places.ts';
import { environmentKind } from '../../environment/environment-kind.ts';
import { assumedPlace, type WantedPlace } from '../../environment/wanted-place.ts';
import type { GrafanaDatasource } from '../responses.schema.ts';

/** A data source behind Grafana with what Grafana says of it. */
export interface Behind {
  readonly source: DataSource;
  readonly datasource: GrafanaDatasource;
}

/**
 * Those that may hold the wanted place. One that is called after another environment is not asked; one that is called after none may
 * hold all of them, and tells them apart itself. In one that is called after an environment everything belongs to that.
 */
export function chooseDatasources(
  all: readonly Behind[],
  wanted: WantedPlace = assumedPlace,
  run: Pick<QuestionRun, 'warn'>,
): { source: DataSource; place: WantedPlace }[] {
  const chosen = all.flatMap((one) => {
    const { name } = one.datasource;
    const kind = environmentKind(name);
    if (kind === null) return [{ ...one, place: wanted }];
    const place = { ...wanted, unmarked: kind };
    const { chosen: fits } = choosePlaces([{ item: true, name, names: [name] }], wanted);
    return fits.length > 0 ? [{ ...one, place }] : [];
  });
  const leftOut = all.filter((one) => !chosen.some(({ source }) => source === one.source));
  if (leftOut.length > 0)
    run.warn(
      `not asked, for being about another environment: ${listed(leftOut.map(({ datasource }) => datasource.name))}`,
    );
  return chosen;
}
