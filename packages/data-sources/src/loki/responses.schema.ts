import { z } from 'zod';
import { listOf } from '../vendor-http/list-of.ts';

const Labels = z.record(z.string(), z.string());

/** Nanoseconds exceed what a number holds exactly: the last six digits are cut off as text. Gives epoch ms. */
const Nanoseconds = z
  .string()
  .regex(/^\d{16,20}$/, 'expected nanoseconds')
  .transform((ns) => Number(ns.slice(0, -6)));

/** [time, line, structured metadata of newer servers]. */
const Entry = z.union([z.tuple([Nanoseconds, z.string()]), z.tuple([Nanoseconds, z.string(), z.unknown()])]);

const Stream = z.object({ stream: Labels, values: listOf(Entry) });
export type Stream = z.output<typeof Stream>;

/** Metric queries answer in epoch seconds, with numbers as strings. */
const CountSeries = z.object({ metric: Labels, values: listOf(z.tuple([z.number(), z.coerce.number()])) });
export type CountSeries = z.output<typeof CountSeries>;

export const StreamsResponse = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.literal('streams'), result: listOf(Stream) }),
  warnings: z.array(z.string()).nullish(),
});

export const CountsResponse = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.literal('matrix'), result: listOf(CountSeries) }),
  warnings: z.array(z.string()).nullish(),
});

/** `data` is absent when there is nothing. */
export const NamesResponse = z.object({ status: z.literal('success'), data: z.array(z.string()).default([]) });
