import type { InvestigationStore } from '@incidentfox/investigations';
import { answerErrors, type HealthChecks, type Logger, mountHealth } from '@incidentfox/service-runtime';
import express, { type Express } from 'express';
import { answerInvestigation } from './answer-investigation.ts';
import { answerOwnHosts, type OwnHosts } from './answer-own-hosts.ts';
import { boardPolicy } from './board-policy.ts';
import { stylesheet } from './pages/layout.ts';
import { listPage } from './pages/list-page.ts';
import type { QueueBoard } from './queue-board.ts';
import { createUnreadableLog } from './unreadable-log.ts';

export interface ConsoleDeps {
  readonly investigations: InvestigationStore;
  readonly board: QueueBoard;
  readonly health: Omit<HealthChecks, 'metrics'>;
  readonly hosts: OwnHosts;
  readonly logger: Logger;
}

/** The console's pages. `/queues` is bull-board, which brings its own scripts; everything else is plain HTML. */
export function createConsole({ investigations, board, health, hosts, logger }: ConsoleDeps): Express {
  const logUnreadable = createUnreadableLog(logger);
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response
      .set('x-content-type-options', 'nosniff')
      .set('referrer-policy', 'no-referrer')
      .set('x-frame-options', 'DENY');
    next();
  });
  // A probe asks by the address of a container, which nobody configures.
  mountHealth(app, health);
  app.use(answerOwnHosts(hosts));
  app.use('/queues', (_request, response, next) => {
    response.set('content-security-policy', boardPolicy);
    next();
  });
  app.use('/queues', board.router);
  app.use((_request, response, next) => {
    response.set(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
    );
    next();
  });
  app.get('/console.css', (_request, response) => void response.type('css').send(stylesheet));
  app.get('/', async (_request, response) => {
    const entries = await investigations.listEntries({ limit: 100 });
    for (const entry of entries) if ('unreadable' in entry) logUnreadable(entry.id, entry.unreadable);
    response.send(listPage(entries));
  });
  app.get('/investigations/:id', answerInvestigation(investigations, logUnreadable));
  app.use(answerErrors(logger));
  return app;
}
