import { z } from 'zod';
import { listOf } from '../../vendor-http/list-of.ts';

const Dependency = z.object({ parent: z.string(), child: z.string() });
/** Jaeger's. */
export const JaegerDependencies = z.object({ data: listOf(Dependency) });
/** Zipkin's. */
export const ZipkinDependencies = listOf(Dependency);

export const TempoSearch = z.object({
  traces: z
    .array(
      z.object({ traceID: z.string(), rootServiceName: z.string().nullish(), rootTraceName: z.string().nullish() }),
    )
    .nullish(),
});

const Attributes = z
  .array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().nullish() }).nullish() }))
  .nullish();
export type Attributes = z.output<typeof Attributes>;
const Span = z.object({
  spanId: z.string().nullish(),
  parentSpanId: z.string().nullish(),
  /** A number, or its name: `SPAN_KIND_CLIENT`. */
  kind: z.union([z.number(), z.string()]).nullish(),
  attributes: Attributes,
});
const Spans = z.array(z.object({ spans: z.array(Span).nullish() })).nullish();
const ResourceSpans = z.object({
  resource: z.object({ attributes: Attributes }).nullish(),
  scopeSpans: Spans,
  instrumentationLibrarySpans: Spans,
});
export type ResourceSpans = z.output<typeof ResourceSpans>;
/** One trace as Tempo gives it: OpenTelemetry's JSON, its top called `batches` or `resourceSpans`. */
export const TempoTrace = z.object({
  batches: z.array(ResourceSpans).nullish(),
  resourceSpans: z.array(ResourceSpans).nullish(),
});
