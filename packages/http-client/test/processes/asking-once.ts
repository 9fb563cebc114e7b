import { createHttpClient } from '@incidentfox/http-client';
import { z } from 'zod';

/** Asks the address of its first argument once, and prints how that ended. For connection/tls.test.ts. */
const http = createHttpClient({ name: 'Vendor', baseUrl: process.argv[2] ?? '', retries: 0 });
void http
  .request({ path: '/', schema: z.unknown() })
  .then(
    () => console.log('answered'),
    (failure: Error) => console.log(failure.message),
  )
  .then(() => http.close());
