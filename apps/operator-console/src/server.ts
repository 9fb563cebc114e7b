import type { InvestigationStore } from '@incidentfox/investigations';
import { type HealthChecks, mountHealth } from '@incidentfox/service-runtime';
import express, { type Express } from 'express';
import { boardPolicy } from './board-policy.ts';
import { html } from './pages/html.ts';
import { investigationPage } from './pages/investigation-page.ts';
import { layout, stylesheet } from './pages/layout.ts';
import { listPage } from './pages/list-page.ts';
import type { QueueBoard } from './queue-board.ts';

/** The console's pages. `/queues` is bull-board, which brings its own scripts; everything else is plain HTML. */
export function createConsole(investigations: InvestigationStore, board: QueueBoard, health: HealthChecks): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response
      .set('x-content-type-options', 'nosniff')
      .set('referrer-policy', 'no-referrer')
      .set('x-frame-options', 'DENY');
    next();
  });
  mountHealth(app, health);
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
    response.send(listPage(await investigations.list({ limit: 100 })));
  });
  app.get('/investigations/:id', async (request, response) => {
    const revision = Number(request.query.revision) || undefined;
    const found = await investigations.read(request.params.id, revision);
    if (found) return void response.send(investigationPage(found));
    response.status(404).send(layout('Not found', html`<h1>No such investigation</h1><p>It may have expired.</p>`));
  });
  return app;
}
