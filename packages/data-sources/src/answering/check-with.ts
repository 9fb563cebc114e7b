import { asFailure, type FailureKind } from '@incidentfox/failures';
import type { Check } from '../data-source.ts';

const whatToDo: Readonly<Record<FailureKind, string>> = {
  auth: 'Check the token or key: it is missing, wrong or expired.',
  forbidden: 'Give the token the read permissions the README of this source lists.',
  not_found: 'Check the address, the path and the names in the configuration.',
  bad_query: 'Check the settings of this source; the message says what was refused.',
  conflict: 'Try again.',
  rate_limited: 'Wait, or question the vendor for a higher rate limit.',
  timeout: 'Check that the address can be reached from here, or raise timeout_seconds.',
  network: 'Check the address, DNS, firewall and certificate.',
  unavailable: 'The other side has trouble; try again, then look at its own logs.',
  contract: 'Check that the address is the API itself, not a login page, a proxy or another product.',
  config: 'Check the settings of this source.',
};

/** One line for the doctor: `read` gives what was seen, or throws. `hints` say more exactly what to do, by failure kind. */
export async function checkWith(
  capability: Check['capability'],
  read: () => Promise<string>,
  hints: Partial<Record<FailureKind, string>> = {},
): Promise<Check> {
  try {
    return { capability, ok: true, detail: await read(), hint: null };
  } catch (thrown) {
    const failure = asFailure(thrown, capability);
    return { capability, ok: false, detail: failure.message, hint: hints[failure.kind] ?? whatToDo[failure.kind] };
  }
}
