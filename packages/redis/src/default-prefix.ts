/** Keys in Redis begin with this unless told otherwise, so that deployments can share a server. */
export const defaultPrefix = 'incidentfox';
