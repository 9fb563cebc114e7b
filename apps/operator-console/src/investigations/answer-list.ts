import { investigationIdOf, type NotStartedStore } from '@incidentfox/investigations';
import type { RequestHandler } from 'express';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { matchesNotStarted, readListQuery } from '../catalogue/list-query.ts';
import { answerBoth } from '../pages/answer-both.ts';
import { type List, listPage } from './list-page.ts';

/** The list, searched and filtered as the query says. */
export function answerList(catalogue: Catalogue, notStarted: Pick<NotStartedStore, 'list'>): RequestHandler {
  return async (request, response) => {
    const query = readListQuery(request.query);
    const [found, refused, all] = await Promise.all([catalogue.find(query), notStarted.list(), catalogue.all()]);
    const fits = refused.filter((one) => matchesNotStarted(one, query));
    // A webhook that is sent again may be refused after somebody had the incident investigated.
    const known = fits.length === 0 ? new Set<string>() : new Set(all.map(({ id }) => id));
    const list: List = {
      ...found,
      notStarted: fits.filter(({ team, incidentId }) => !known.has(investigationIdOf(team, incidentId))),
    };
    const { total, page, pages, unread, shown } = list;
    answerBoth(request, response, {
      page: () => listPage(query, list),
      json: () => ({
        ...{ query, total, page, pages, unread, notStarted: list.notStarted },
        investigations: shown.map(({ id, summary }) => summary ?? { id, unreadable: true }),
      }),
    });
  };
}
