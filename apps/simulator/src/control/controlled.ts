import type { RunningVendor } from '../http/vendor-server.ts';
import type { Playing } from './play.ts';

/** Everything the control server can reach. */
export interface Controlled extends Playing {
  /** Where the app under test takes buttons, commands and mentions. */
  readonly app: { readonly url: string; readonly signingSecret: string };
  readonly vendors: () => readonly RunningVendor[];
  readonly access: { mayWriteTimeline: boolean };
}
