import type { IncidentIo } from '@incidentfox/incident-io/api';
import type { SlackWorkspace } from './slack/slack-workspace.ts';
import type { HeldLease } from './with-lease.ts';

/** The same Slack, whose messages are sent, changed and taken back only while the lease is held. */
export function slackWhileHeld(workspace: SlackWorkspace, held: Pick<HeldLease, 'assertHeld'>): SlackWorkspace {
  const { post, update, remove } = workspace;
  return {
    ...workspace,
    post: async (...message) => {
      await held.assertHeld();
      return post(...message);
    },
    update: async (...message) => {
      await held.assertHeld();
      return update(...message);
    },
    remove: async (...message) => {
      await held.assertHeld();
      return remove(...message);
    },
  };
}

type Writes = Pick<IncidentIo, 'createTimelineItem' | 'updateTimelineItem' | 'createAttachment'>;

/** What is written to incident.io, only while the lease is held. */
export function incidentIoWhileHeld(incidentIo: Writes, held: Pick<HeldLease, 'assertHeld'>): Writes {
  return {
    createTimelineItem: async (item) => {
      await held.assertHeld();
      return incidentIo.createTimelineItem(item);
    },
    updateTimelineItem: async (id, change) => {
      await held.assertHeld();
      return incidentIo.updateTimelineItem(id, change);
    },
    createAttachment: async (link) => {
      await held.assertHeld();
      return incidentIo.createAttachment(link);
    },
  };
}
