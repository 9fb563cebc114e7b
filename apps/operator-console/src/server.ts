import type { Stores } from '@incidentfox/investigations';
import type { JobProducer } from '@incidentfox/jobs';
import { answerErrors, type HealthChecks, type Logger, mountHealth } from '@incidentfox/service-runtime';
import express, { type Express } from 'express';
import { answerOwnHosts, type OwnHosts } from './answer-own-hosts.ts';
import { answerInTime, answerUnavailable } from './answer-while-away.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { answerInvestigation } from './investigation/answer-investigation.ts';
import { answerList } from './investigations/answer-list.ts';
import { answerOverview } from './overview/answer-overview.ts';
import { stylesheet } from './pages/stylesheet.ts';
import { boardPolicy } from './queue-board/board-policy.ts';
import type { QueueBoard } from './queue-board/queue-board.ts';

export interface ConsoleDeps {
  readonly stores: Omit<Stores, 'close'>;
  readonly catalogue: Catalogue;
  readonly producer: Pick<JobProducer, 'counts' | 'waitingSince'>;
  readonly board: QueueBoard;
  readonly health: Omit<HealthChecks, 'metrics'>;
  readonly hosts: OwnHosts;
  readonly logUnreadable: (investigationId: string, why: string) => void;
  readonly logger: Logger;
}

/** People give up on a page, and probes on a process, after two seconds. */
const maxAnswerMs = 1_700;
const pagePolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'";

/** The console's pages. `/queues` is bull-board, which brings its own scripts; everything else is plain HTML. */
export function createConsole(deps: ConsoleDeps): Express {
  const { stores, catalogue, producer, board, health, hosts, logger, logUnreadable } = deps;
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
  app.use(answerInTime(maxAnswerMs, logger));
  app.use((request, response, next) => {
    const isBoard = request.path === '/queues' || request.path.startsWith('/queues/');
    response.set('content-security-policy', isBoard ? boardPolicy : pagePolicy);
    next();
  });
  app.use('/queues', board.router);
  app.get('/console.css', (_request, response) => void response.type('css').send(stylesheet));
  app.get('/', answerOverview({ ...stores, catalogue, producer, board, now: Date.now }));
  app.get('/investigations', answerList(catalogue, stores.notStarted));
  app.get('/investigations/:id', answerInvestigation({ ...stores, board }, logUnreadable));
  app.use(answerUnavailable(logger));
  app.use(answerErrors(logger));
  return app;
}
