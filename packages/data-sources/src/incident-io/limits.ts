/** Attributes cost one request an alert, so only so many alerts are read with theirs. */
export const maxAlertsWithAttributes = 10;

/** Alerts whose attributes are looked at for the service's catalogue entry. */
export const maxAlertsForEntry = 3;

/** Earlier incidents of the service that are given. */
export const maxPastIncidents = 5;

/** Earlier incidents that are looked through for the service. */
export const maxIncidentsSearched = 250;
