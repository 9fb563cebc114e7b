import type { HttpClientOptions } from '@incidentfox/http-client';
import type { TlsSettings } from '../connection-settings.ts';
import type { ServerAuth } from '../server-auth.ts';

type Sign = NonNullable<HttpClientOptions['sign']>;

/** The signature that servers run by AWS want on every request; nothing for other ways to sign in. The SDK is loaded when it is needed. */
export function signWithAws(auth: ServerAuth, name: string, tls: TlsSettings): Pick<HttpClientOptions, 'sign'> {
  if (auth.type !== 'sigv4') return {};
  let signer: Promise<Sign> | undefined;
  return {
    sign: async (request) => {
      signer ??= import('../../aws/sdk/create-signer.ts').then(({ createSigner }) => createSigner(auth, name, tls));
      return (await signer)(request);
    },
  };
}
