import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** incident.io's published OpenAPI document, which is not ours to ship. */
export interface OfficialSpecification {
  /** Event type -> an example body. */
  webhookExamples: ReadonlyMap<string, unknown>;
  /** Faults of a webhook body against the schema of its event. */
  faultsOfWebhook(eventType: string, body: unknown): string[];
  /** Faults of a request we make: unknown path or parameter, missing parameter, wrong body. */
  faultsOfRequest(request: { method: string; path: string; query: URLSearchParams; body: unknown }): string[];
  /** The example of the answer to a request, with its status. */
  exampleAnswer(method: string, path: string): { status: number; body: unknown } | undefined;
  hasPath(method: string, path: string): boolean;
}

type Node = Record<string, unknown>;
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Node;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json': { schema: Node } } };
  responses: Record<string, { content?: { 'application/json'?: { schema: Node; example?: unknown } } }>;
}

const file =
  process.env.INCIDENT_IO_OPENAPI ??
  fileURLToPath(new URL('../../../../../shared/reference/incident-io-openapi3.json', import.meta.url));

/** Undefined, with a line that says how to get it, when the file is not there. */
export function officialSpecification(): OfficialSpecification | undefined {
  if (!existsSync(file)) {
    process.stderr.write(
      `skipped: no incident.io specification at ${file}. Get it with\n  curl -o incident-io-openapi3.json https://api.incident.io/v1/openapiV3.json\nand name it in INCIDENT_IO_OPENAPI.\n`,
    );
    return undefined;
  }
  return readSpecification(JSON.parse(readFileSync(file, 'utf8')) as Node);
}

function readSpecification(document: Node): OfficialSpecification {
  const schemas = (document.components as { schemas: Record<string, Node> }).schemas;
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  for (const format of ['int64', 'int32', 'double']) ajv.addFormat(format, true);
  // Components refer to each other as #/components/schemas/X: with the whole document as the root those resolve.
  ajv.addSchema({ $id: 'official', components: document.components as object });
  const compiled = new Map<string, ValidateFunction>();
  const faultsAgainst = (schema: Node, value: unknown): string[] => {
    const key = JSON.stringify(schema);
    const validate =
      compiled.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/components', '"official#/components')) as object);
    compiled.set(key, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message}`);
  };
  const webhookSchemas = new Map(
    Object.entries(schemas)
      .filter(([name]) => /^Webhooks.*ResponseBody$/.test(name))
      .map(([, schema]) => [String((schema.example as Node).event_type), schema]),
  );
  const operationOf = (method: string, path: string): Operation | undefined => {
    const template = Object.keys(paths)
      .sort((a, b) => a.split('{').length - b.split('{').length)
      .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
    return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
  };
  return {
    webhookExamples: new Map([...webhookSchemas].map(([eventType, schema]) => [eventType, schema.example])),
    faultsOfWebhook: (eventType, body) => {
      const schema = webhookSchemas.get(eventType);
      return schema ? faultsAgainst(schema, body) : [`no schema for ${eventType}`];
    },
    faultsOfRequest: ({ method, path, query, body }) => {
      const operation = operationOf(method, path);
      if (!operation) return [`${method} ${path} is not in the specification`];
      const schema = operation.requestBody?.content['application/json'].schema;
      return [
        ...faultsOfQuery(operation.parameters ?? [], query, faultsAgainst),
        ...(schema ? faultsAgainst(schema, body) : []),
      ];
    },
    exampleAnswer: (method, path) => {
      const answers = Object.entries(operationOf(method, path)?.responses ?? {});
      const [status, answer] = answers.find(([code]) => code.startsWith('2')) ?? [];
      const content = answer?.content?.['application/json'];
      return status && content ? { status: Number(status), body: content.example } : undefined;
    },
    hasPath: (method, path) => operationOf(method, path) !== undefined,
  };
}

/** Filters are written `status_category[one_of]=live`; in the document that is one object parameter. */
function faultsOfQuery(
  parameters: readonly Parameter[],
  query: URLSearchParams,
  faultsAgainst: (schema: Node, value: unknown) => string[],
): string[] {
  const faults: string[] = [];
  const given = new Map<string, unknown>();
  for (const name of new Set(query.keys())) {
    const [, base = name, operator] = /^([^[]+)\[(.+)\]$/.exec(name) ?? [];
    const values = query.getAll(name);
    given.set(base, operator ? { ...(given.get(base) as object), [operator]: values } : values[0]);
  }
  for (const [name, value] of given) {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (!parameter) faults.push(`query parameter ${name} is not in the specification`);
    else
      faults.push(
        ...faultsAgainst(parameter.schema, parameter.schema.type === 'integer' ? Number(value) : value).map(
          (fault) => `${name}:${fault}`,
        ),
      );
  }
  for (const { name, required, in: place } of parameters) {
    if (place === 'query' && required && !given.has(name)) faults.push(`query parameter ${name} is missing`);
  }
  return faults;
}
