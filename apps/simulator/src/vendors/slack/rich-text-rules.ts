import { z } from 'zod';

const blockId = z.string().max(255).optional();

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  underline: z.boolean().optional(),
});
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string().min(1),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style: style.optional(),
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string(),
    unicode: z.string().optional(),
    skin_tone: z.number().optional(),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), style: style.optional() }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), style: style.optional() }),
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    style: style.optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number(),
    format: z.string(),
    fallback: z.string().optional(),
    url: z.string().optional(),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal('color'), value: z.string(), style: style.optional() }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });
const richElement = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection),
    indent: z.number().int().min(0).max(8).optional(),
    offset: z.number().int().optional(),
    border: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border: z.number().optional() }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(inline),
    border: z.number().optional(),
    language: z.string().optional(),
  }),
]);
/** The block that holds text Slack never reads as mrkdwn. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.array(richElement).min(1),
  block_id: blockId,
});
