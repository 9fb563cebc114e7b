import type { TeamSettings } from '@incidentfox/config';
import type { Report } from '@incidentfox/incident';
import { deliveriesAtEnd, deliveriesAtStart, slackOnly } from '../../src/deliveries/plan-deliveries.ts';

const usual = ['investigation_start', 'root_cause_found', 'investigation_complete'] as const;

describe('what an investigation sends outside', () => {
  test('by default is a message and a start entry, then the findings with a root cause and a completion', () => {
    expect(deliveriesAtStart(settings({}))).toEqual({ slack: true, timeline: ['investigation_start'] });
    expect(deliveriesAtEnd(settings({}), report('root_cause'))).toEqual({
      slack: true,
      timeline: ['root_cause_found', 'investigation_complete'],
    });
  });

  test.each(['inconclusive', 'healthy'] as const)('has no root cause entry when the verdict is %s', (verdict) => {
    expect(deliveriesAtEnd(settings({}), report(verdict)).timeline).toEqual(['investigation_complete']);
  });

  test('leaves Slack alone with post_to_channel off', () => {
    const off = settings({ postToChannel: false });
    expect([deliveriesAtStart(off).slack, deliveriesAtEnd(off, report('healthy')).slack]).toEqual([false, false]);
    expect(slackOnly(off).slack).toBe(false);
  });

  test('leaves the timeline alone with create_timeline_entry off', () => {
    expect(deliveriesAtEnd(settings({ createTimelineEntry: false }), report('root_cause')).timeline).toEqual([]);
  });

  test('holds the configured entry types only', () => {
    const few = settings({ timelineEntryTypes: ['root_cause_found'] });
    expect(deliveriesAtStart(few).timeline).toEqual([]);
    expect(deliveriesAtEnd(few, report('root_cause')).timeline).toEqual(['root_cause_found']);
  });

  test('tells people that nothing will come when a run failed or was stopped, but not the timeline', () => {
    expect(slackOnly(settings({}))).toEqual({ slack: true, timeline: [] });
  });
});

function settings(incidentIo: Partial<TeamSettings['incidentIo']>): TeamSettings {
  const defaults = { postToChannel: true, createTimelineEntry: true, timelineEntryTypes: usual };
  return { slack: { enabled: true }, incidentIo: { ...defaults, ...incidentIo } } as unknown as TeamSettings;
}

function report(verdict: Report['verdict']): Report {
  return { verdict } as Report;
}
