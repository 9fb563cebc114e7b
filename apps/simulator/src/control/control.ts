import { z } from 'zod';
import { jsonBody, type Reply, type VendorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import type { Refusals, Vendor } from '../http/vendor-server.ts';
import { slackPage } from '../pages/slack-page.ts';
import { slackText } from '../pages/slack-text.ts';
import { serviceEntries } from '../shop/service-entries.ts';
import { toTimelineItem } from '../vendors/incident-io/wire.ts';
import { toWire } from '../vendors/slack/slack-call.ts';
import type { Controlled } from './controlled.ts';
import { editIncident, IncidentEdit } from './edit-incident.ts';
import { personRoutes } from './person-routes.ts';
import { FaultRequest, PlayRequest, play } from './play.ts';

const SlackEdit = z
  .strictObject({
    isMember: z.boolean(),
    isArchived: z.boolean(),
    isPrivate: z.boolean(),
    isExternallyShared: z.boolean(),
  })
  .partial();
const AccessEdit = z.strictObject({ mayWriteTimeline: z.boolean() });

/** The server a person or a test steers the simulator with. Not a vendor: its words are ours. */
export function control(controlled: Controlled): Vendor {
  const { organisation, workspace } = controlled;
  const channelOf = (request: VendorRequest) =>
    [...workspace.channels.values()].find(
      (channel) => channel.id === request.params.channel || channel.name === request.params.channel,
    );
  const routes: Route[] = [
    { method: 'GET', path: '/', handle: () => ({ status: 200, body: usage }) },
    {
      method: 'GET',
      path: '/scenarios',
      handle: () =>
        json(controlled.scenarios.map(({ name, title, incident }) => ({ name, title, incident: incident.name }))),
    },
    {
      method: 'POST',
      path: '/play',
      handle: (request) => parsed(request, PlayRequest, (value) => play(controlled, value)),
    },
    {
      method: 'POST',
      path: '/faults',
      handle: (request) => parsed(request, FaultRequest, (value) => faulty(controlled, value)),
    },
    {
      method: 'POST',
      path: '/access',
      handle: (request) => parsed(request, AccessEdit, async (value) => Object.assign(controlled.access, value)),
    },
    {
      method: 'POST',
      path: '/incidents/:id',
      handle: (request) =>
        parsed(request, IncidentEdit, (value) =>
          editIncident({ ...controlled, now: controlled.now() }, request.params.id ?? '', value),
        ),
    },
    { method: 'GET', path: '/timeline/:id', handle: ({ params }) => json(timelineOf(controlled, params.id)) },
    { method: 'GET', path: '/incidents', handle: () => json(organisation.incidents) },
    { method: 'GET', path: '/services', handle: () => json(serviceEntries()) },
    { method: 'GET', path: '/webhooks', handle: () => json(controlled.webhooks.deliveries) },
    {
      method: 'GET',
      path: '/requests/:vendor',
      handle: ({ params }) => {
        const vendor = controlled.vendors().find((candidate) => candidate.name === params.vendor);
        return vendor ? json(vendor.asked) : nothing(`there is no vendor called ${params.vendor}`);
      },
    },
    {
      method: 'GET',
      path: '/slack',
      handle: () =>
        json(
          [...workspace.channels.values()].map((channel) => ({
            id: channel.id,
            name: channel.name,
            isMember: channel.isMember,
            messages: channel.messages.map((message) => toWire(workspace, channel, message, true)),
          })),
        ),
    },
    {
      method: 'GET',
      path: '/slack/:channel',
      query: ['format', 'still'],
      handle: (request) => {
        const channel = channelOf(request);
        if (!channel) return nothing('there is no such channel');
        if (request.query.get('format') === 'text') return { status: 200, body: slackText(workspace, channel) };
        const body = slackPage(workspace, channel, {
          filesUrl: slackUrl(controlled),
          still: request.query.has('still'),
        });
        return { status: 200, body, headers: { 'content-type': 'text/html; charset=utf-8' } };
      },
    },
    ...personRoutes(controlled, channelOf),
    {
      method: 'POST',
      path: '/slack/:channel',
      handle: (request) =>
        parsed(request, SlackEdit, async (value) => {
          const channel = channelOf(request);
          return channel ? { id: Object.assign(channel, value).id } : null;
        }),
    },
  ];
  return { name: 'control', routes, refusals };
}

const faulty = async (controlled: Controlled, fault: z.output<typeof FaultRequest>) =>
  (await controlled.setFault(fault)) ? fault : null;

const slackUrl = (controlled: Controlled) => controlled.vendors().find(({ name }) => name === 'slack')?.url ?? '';

/** Items as the API answers them, with the key they were written under: tests count by it. */
const timelineOf = ({ organisation }: Controlled, incidentId: string | undefined) =>
  organisation.timeline
    .filter((item) => item.incidentId === incidentId)
    .map((item) => ({ ...toTimelineItem(item), idempotency_key: item.idempotencyKey }));

const json = (body: unknown): Reply => ({ status: 200, body });
const nothing = (error: string): Reply => ({ status: 404, body: { error } });

/** 400 for a body of the wrong shape or an edit that makes no sense, 404 when what it names does not exist. */
async function parsed<T>(
  request: VendorRequest,
  schema: z.ZodType<T>,
  run: (value: T) => Promise<unknown>,
): Promise<Reply> {
  const result = schema.safeParse(jsonBody(request));
  if (!result.success) return { status: 400, body: { error: z.prettifyError(result.error) } };
  const answer = await run(result.data);
  if (typeof answer === 'string') return { status: 400, body: { error: answer } };
  return answer === null ? nothing('there is nothing of that name') : json(answer);
}

const refusals: Refusals = {
  admit: () => null,
  mismatch: (mismatch) => nothing(mismatch.kind === 'query' ? `unknown parameter ${mismatch.name}` : usage),
  tooMany: () => ({ status: 429, body: {} }),
  broken: () => ({ status: 500, body: {} }),
};

const usage = `IncidentFox simulator
GET  /scenarios              what can be played
POST /play                   { "scenario": "checkout" }
GET  /slack                  channels and messages
GET  /slack/:channel         a page close to Slack's own; ?format=text for a terminal
GET  /timeline/:incidentId   entries of the incident's timeline
GET  /incidents              what was declared
POST /incidents/:id          { "patch": { "severity": "Low" }, "webhook": true }
POST /faults                 { "vendor": "loki", "mode": "refuse" | "403" | "404" | "500" | "503" | "page" | "hang" | "429" |
                               "drop_after_effect" | "none", "times": 1, "path": "/v2/incidents/" }
POST /slack/:channel/press   { "ts": "...", "action_id": "...", "value": "..." }: press a button
POST /slack/:channel/say     { "text": "<@U0FOXBOT01> why?", "thread_ts": "..." }
POST /slack/:channel/delete  { "ts": "..." }: a person deletes a message
POST /slack/:channel/command { "command": "/investigate", "text": "INC-4821" }
POST /slack/:channel/submit  { "values": { "block": { "action": { ... } } } }: the modal that was opened last
POST /slack/:channel         { "isArchived": true }
POST /access                 { "mayWriteTimeline": false }
GET  /requests/:vendor       what a vendor was asked
GET  /services               the shop's services, as the configuration file names them
GET  /webhooks               what was sent to the gateway
`;
