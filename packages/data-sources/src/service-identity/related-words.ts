import type { AffectedService, Service } from '@incidentfox/incident';
import { isStore } from './is-store.ts';
import type { SourceText } from './match-services.ts';
import { environmentWords, genericWords, personWords, symptomWords } from './ordinary-words.ts';
import { singular, wordsOf } from './words.ts';

/** What people say about a business, and the words that services which do it are called by. */
const activities: readonly (readonly [RegExp, string])[] = [
  [
    /\b(log(ged|ging)?[ -]?(in|on)|sign(ed|ing)?[ -]?(in|up|on)|passwords?|sessions?|2fa|sso)\b/i,
    'auth authentication identity login session sso account user',
  ],
  [
    /\b(pay|pays|paid|paying|payments?|cards?|charged?|refunds?|declined)\b/i,
    'payment pay billing charge checkout wallet',
  ],
  [/\b(orders?|ordering|purchas\w+|buy|buying|check(ing)? ?out)\b/i, 'order checkout cart basket purchase'],
  [/\b(carts?|baskets?)\b/i, 'cart basket'],
  [/\b(invoices?|billed|bills?|subscriptions?)\b/i, 'invoice billing subscription'],
  [
    /\b(ship\w*|deliver\w*|parcels?|warehouses?|dispatch\w*)\b/i,
    'shipping shipment fulfilment fulfillment delivery warehouse logistic dispatch',
  ],
  [/\b(e-?mails?|sms|push messages?|notif\w+)\b/i, 'notification notifier mail mailer email sms messaging'],
  [/\b(product (pages?|details?)|products?|catalogu?e?s?)\b/i, 'catalog catalogue product'],
  [/\b(prices?|discounts?|coupons?|vouchers?)\b/i, 'pricing price promotion discount coupon'],
  [/\b(uploads?|uploading|images?|photos?|videos?|attachments?)\b/i, 'media image upload storage file asset'],
  [/\b(reports?|dashboards?|exports?|charts?)\b/i, 'report reporting export dashboard analytics'],
  [/\b(stock|availability of items|inventory)\b/i, 'inventory stock'],
  [/\b((home|landing) ?pages?|web ?sites?|sites?|pages?|apps?)\b/i, 'web frontend storefront site portal bff'],
];

const maxFound = 3;
/** What is less likely than this share of the best is no hint beside it. */
const minShare = 0.5;

/**
 * Services that everyday words lead to, best first: words of their own name used as words, and what the business calls what they do
 * ("cannot pay" and `payments`). A hint of where to look, not a name that was said.
 */
export function relatedServices(texts: readonly SourceText[], catalogue: readonly Service[]): AffectedService[] {
  const found = new Map<string, { score: number; said: string; where: string }>();
  for (const { where, text } of texts) {
    for (const [meant, said] of meaningsOfText(text)) {
      for (const service of catalogue) {
        if (isStore(service) || !nameWordsOf(service).has(meant)) continue;
        const score = (where === 'title' ? 2 : 1) * (said.toLowerCase().startsWith(meant.slice(0, 4)) ? 2 : 1);
        const before = found.get(service.name);
        found.set(service.name, {
          said: before?.said ?? said,
          where: before?.where ?? where,
          score: score + (before?.score ?? 0),
        });
      }
    }
  }
  const best = Math.max(0, ...[...found.values()].map(({ score }) => score));
  return [...found]
    .filter(([, { score }]) => score >= minShare * best)
    .sort(([a, { score: x }], [b, { score: y }]) => y - x || (a < b ? -1 : 1))
    .slice(0, maxFound)
    .map(([service, { said, where }]) => ({
      service,
      foundBy: 'words',
      because: `"${said}" in the ${where} is what ${service} seems to be for`,
    }));
}

/** Each word a service may be called by, with what was said. */
export function meaningsOfText(text: string): Map<string, string> {
  const said = new Map<string, string>();
  for (const { plain, start, end } of wordsOf(text)) {
    if (plain.length >= 4 && !saysNothing(plain) && !said.has(plain)) said.set(plain, text.slice(start, end));
  }
  for (const [shape, words] of activities) {
    const match = shape.exec(text)?.[0];
    if (match === undefined) continue;
    for (const word of words.split(' ')) if (!said.has(singular(word))) said.set(singular(word), match);
  }
  return said;
}

const saysNothing = (word: string) =>
  genericWords.has(word) || environmentWords.has(word) || symptomWords.has(word) || personWords.has(word);

function nameWordsOf({ name, aliases }: Service): ReadonlySet<string> {
  return new Set([name, ...aliases].flatMap((one) => wordsOf(one).map(({ plain }) => plain)));
}
