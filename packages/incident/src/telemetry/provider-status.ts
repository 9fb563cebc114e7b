/** What a provider's public status page says of an incident of its own. Names and titles are untrusted. Times are epoch ms. */
export interface ProviderStatus {
  /** As the page names itself: `stripe`, `AWS`. */
  provider: string;
  /** Hosts of the parts in trouble, as clients call them: `api.stripe.com`. Empty when the page names none. */
  hosts: readonly string[];
  from: number;
  /** Null while it goes on. */
  to: number | null;
  title: string;
  /** The page's own word: `minor`, `major`, `critical`, `maintenance`. */
  impact: string | null;
  url?: string;
  questionId?: string;
}
