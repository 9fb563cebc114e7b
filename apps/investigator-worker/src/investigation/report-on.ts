import { compileReport, diagnose } from '@incidentfox/analysis';
import type { Report } from '@incidentfox/incident';
import type { InvestigationRun, Seen } from './observe-incident.ts';

/** What was seen, in words: nothing is asked any more. */
export function reportOn(seen: Seen, { team, incident }: Pick<InvestigationRun, 'team' | 'incident'>): Report {
  const { context, observations, isTimeSure } = seen;
  const { minConfidence } = team.settings.incidentIo;
  const diagnosis = diagnose(observations, { minConfidence, mayBeHealthy: isTimeSure });
  const platform = { kubernetes: team.sources.some(({ kind }) => kind === 'kubernetes'), services: seen.known.all };
  return withCatalogueGap(compileReport({ diagnosis, incident, context, platform }), seen);
}

/** Without a catalogue the investigation works with what it found; what that misses the reader should know. It changes no diagnosis. */
function withCatalogueGap(report: Report, { known, discovery }: Pick<Seen, 'known' | 'discovery'>): Report {
  if (known.catalogue.length > 0) return report;
  const found = known.discovered.length + known.stores.length;
  const how =
    discovery === null
      ? 'that telemetry shows'
      : `found in the data sources at ${new Date(discovery.at).toISOString().slice(11, 16)} UTC and in telemetry`;
  const why = `no services are configured, so the ${found} ${how} were taken; incidentfox services discover writes them down`;
  return {
    ...report,
    gaps: [...report.gaps, { id: `g${report.gaps.length + 1}`, what: 'the service catalogue', why }],
  };
}
