import { holdsNoUser } from '@incidentfox/data-sources/settings';
import { Failure } from '@incidentfox/failures';
import { z } from 'zod';

/** What every app reads from its environment in `main.ts`, and nowhere else. `LOG_LEVEL` is only checked here: the logger exists before. */
export interface Environment {
  /** The configuration file. */
  readonly configFile: string;
  readonly redisUrl: string;
  /** The app's own HTTP port; 0 lets the system choose. */
  readonly port: number;
  /** Where `/metrics` is served, apart from what visitors reach; null: nowhere. 0 lets the system choose. */
  readonly metricsPort: number | null;
  /** Loopback unless BIND_ADDRESS says otherwise. */
  readonly host: string;
  /** Prefix of every key in Redis, so that deployments can share one. */
  readonly prefix: string;
  /** Public address of the operator console, for links in messages. */
  readonly consoleUrl: string | null;
}

/**
 * Reads and checks an app's environment. An empty string counts as absent.
 * @param portVariable the variable that holds the app's port, e.g. `NOTIFIER_PORT`; `NOTIFIER_METRICS_PORT` goes with it
 * @throws Failure (`config`) that lists every fault at once
 */
export function readEnvironment(env: NodeJS.ProcessEnv, portVariable: string, defaultPort: number): Environment {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const metricsPortVariable = portVariable.replace(/_PORT$/, '_METRICS_PORT');
  const parsed = z
    .object({
      INCIDENTFOX_CONFIG: z.string({ error: 'INCIDENTFOX_CONFIG must name the configuration file' }),
      REDIS_URL: z
        .string({ error: 'REDIS_URL must name the Redis, for example redis://127.0.0.1:6379' })
        .regex(/^rediss?:\/\//, 'REDIS_URL must begin with redis:// or rediss://'),
      port: portIn(portVariable).default(defaultPort),
      metricsPort: portIn(metricsPortVariable).optional(),
      BIND_ADDRESS: z.string().default('127.0.0.1'),
      LOG_LEVEL: z
        .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
          error: 'LOG_LEVEL must be trace, debug, info, warn, error or silent',
        })
        .default('info'),
      QUEUE_PREFIX: z
        .string()
        .regex(
          /^(?!$)[\w-]*(\{[\w-]+\})?[\w-]*$/,
          'QUEUE_PREFIX may hold letters, digits, _ and -, and one part in braces: {fox}',
        )
        .default('incidentfox'),
      CONSOLE_URL: z
        .url({ error: 'CONSOLE_URL must be a full URL, for example https://fox.example.com' })
        .refine(
          holdsNoUser,
          'CONSOLE_URL must not hold a user name or password: it is shown in Slack and in the timeline',
        )
        .optional(),
    })
    .safeParse({ ...present, port: present[portVariable], metricsPort: present[metricsPortVariable] });
  if (!parsed.success) {
    throw new Failure('config', parsed.error.issues.map((issue) => issue.message).join('\n'));
  }
  const read = parsed.data;
  return {
    configFile: read.INCIDENTFOX_CONFIG,
    redisUrl: read.REDIS_URL,
    port: read.port,
    metricsPort: read.metricsPort ?? null,
    host: read.BIND_ADDRESS,
    prefix: read.QUEUE_PREFIX,
    consoleUrl: read.CONSOLE_URL ?? null,
  };
}

function portIn(variable: string): z.ZodCoercedNumber {
  const wrongPort = `${variable} must be a port number from 0 to 65535`;
  return z.coerce.number({ error: wrongPort }).int(wrongPort).min(0, wrongPort).max(65_535, wrongPort);
}
