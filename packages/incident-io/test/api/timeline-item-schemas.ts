/**
 * What incident.io documents for timeline items (V2), which are newer than its published OpenAPI file: create needs an
 * idempotency key, update takes any of three fields, list pages by up to 250. Text refuses NUL.
 */
const text = { type: 'string', pattern: '^[^\\u0000]*$' };
const named = { ...text, minLength: 1 };
const time = { type: 'string', format: 'date-time' };

export const timelineItemSchemas = {
  create: {
    request: /^POST \/v2\/incident_timeline_items$/,
    schema: {
      type: 'object',
      required: ['incident_id', 'title', 'timestamp', 'idempotency_key'],
      additionalProperties: false,
      properties: { incident_id: named, title: named, timestamp: time, idempotency_key: named, description: text },
    },
  },
  update: {
    request: /^PATCH \/v2\/incident_timeline_items\/[^/]+$/,
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: { title: named, description: text, timestamp: time },
    },
  },
  list: {
    request: /^GET \/v2\/incident_timeline_items$/,
    schema: {
      type: 'object',
      required: ['incident_id'],
      additionalProperties: false,
      properties: {
        incident_id: named,
        page_size: { type: 'string', pattern: '^(25[0]|2[0-4]\\d|1?\\d{1,2})$' },
        after: named,
      },
    },
  },
};
