// npm run -s services:discover     proposes the `services` section from what the data sources know
import { discoverServices } from './discover-services.ts';

process.exitCode = await discoverServices(process.env, { out: console.log, note: console.error });
