import { z } from 'zod';

/** The vendor's own names for a service, by data source kind: a plain name, or named parts (`{ namespace, workload }`). */
export const VendorName = z.union([z.string(), z.record(z.string(), z.string())]);
export type VendorName = z.infer<typeof VendorName>;

/** Where something runs, as far as it is said: every part may be open. */
export const Location = z.object({
  /** `production`, `staging`, or a name of one's own. */
  environment: z.string().optional(),
  cluster: z.string().optional(),
  region: z.string().optional(),
});
export type Location = z.infer<typeof Location>;

/** An entry of the service catalogue. */
export const Service = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string()),
  /** Names of the services this one calls. */
  dependsOn: z.array(z.string()),
  owner: z.string().optional(),
  vendorNames: z.record(z.string(), VendorName),
  /** Where this entry's service runs, when the catalogue says so. */
  place: Location.optional(),
});
export type Service = z.infer<typeof Service>;
