import { z } from 'zod';
import { richText } from './rich-text-rules.ts';

/** The documented shapes and limits of the blocks an app may send. Strict: an unknown field or type is refused. */
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
const blockId = z.string().max(255).optional();
const actionId = z.string().min(1).max(255).optional();

const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: actionId,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});
const option = z.strictObject({
  text: anyText(75),
  value: z.string().max(150),
  description: plainText(75).optional(),
  url: z.string().max(3000).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(option).min(1).max(5),
  confirm: confirm.optional(),
});
const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: actionId,
  placeholder: plainText(150).optional(),
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
  confirm: confirm.optional(),
});
const slackFile = z.strictObject({ id: z.string() }).or(z.strictObject({ url: z.string() }));
const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(2000),
    image_url: z.string().max(3000).optional(),
    slack_file: slackFile.optional(),
  })
  .refine(
    (value) => (value.image_url === undefined) !== (value.slack_file === undefined),
    'needs image_url or slack_file',
  );
const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(2000),
    image_url: z.string().max(3000).optional(),
    slack_file: slackFile.optional(),
    title: plainText(2000).optional(),
    block_id: blockId,
  })
  .refine(
    (value) => (value.image_url === undefined) !== (value.slack_file === undefined),
    'needs image_url or slack_file',
  );

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
        .nullable(),
    )
    .max(20)
    .optional(),
  block_id: blockId,
});

const feedback = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
});
const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: actionId,
    icon: z.string(),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    confirm: confirm.optional(),
    accessibility_label: z.string().max(75).optional(),
  }),
]);

const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.union([button, overflow, staticSelect, image]).optional(),
    expand: z.boolean().optional(),
    block_id: blockId,
  })
  .refine((value) => value.text !== undefined || value.fields !== undefined, 'needs text or fields');

/** Every block of a message. */
export const MessageBlock = z.union([
  section,
  z.strictObject({
    type: z.literal('header'),
    text: plainText(150),
    block_id: blockId,
    level: z.number().int().optional(),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([mrkdwn(2000), plainText(2000), image]))
      .min(1)
      .max(10),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(z.union([button, overflow, staticSelect]))
      .min(1)
      .max(25),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    elements: z.array(contextAction).min(1).max(5),
    block_id: blockId,
  }),
  imageBlock,
  richText,
  table,
  z.strictObject({ type: z.literal('markdown'), text: z.string().min(1).max(12_000), block_id: blockId }),
]);
