import type { Service } from '@incidentfox/incident';
import { wordsOf } from './words.ts';

const technologies = new Set(
  `postgres postgresql pg mysql mariadb mongo mongodb redis valkey memcached kafka rabbitmq elasticsearch opensearch cassandra dynamodb
  rds aurora s3 minio etcd zookeeper nats sqs clickhouse cockroachdb`.split(/\s+/),
);
const kinds = new Set('database db cache queue broker bucket store'.split(' '));
const works = new Set('worker exporter operator proxy migrator service api sync consumer producer backup'.split(' '));

/** Whether a service is a database, cache, queue or the like by its names: bought software, with no repository and often no logs of its own. */
export function isStore({ name, aliases }: Service): boolean {
  return [name, ...aliases].some((one) => {
    const words = wordsOf(one).map(({ plain }) => plain);
    if (words.some((word) => works.has(word))) return false;
    const [first = '', last = ''] = [words[0], words.at(-1)];
    return technologies.has(first) || technologies.has(last) || kinds.has(last);
  });
}

/** The technology that a name begins or ends with: `redis` of `redis-main`. */
export function technologyOf(name: string): string | undefined {
  const words = wordsOf(name).map(({ plain }) => (plain === 'pg' || plain === 'postgresql' ? 'postgres' : plain));
  return [words[0], words.at(-1)].find((word) => word !== undefined && technologies.has(word));
}

const databases = new Set(
  'postgres mysql mariadb mongo mongodb cassandra rds aurora clickhouse cockroachdb db database'.split(' '),
);

/** Whether a store's name says that it is a database, of whatever technology. */
export function isDatabase(name: string): boolean {
  const words = wordsOf(name).map(({ plain }) => plain);
  return databases.has(technologyOf(name) ?? '') || databases.has(words[0] ?? '') || databases.has(words.at(-1) ?? '');
}

/** What else is in a store's name: `catalog` of `redis-catalog`. Empty when nothing is. */
export function withoutStoreWords(name: string): string {
  const words = wordsOf(name).map(({ plain }) => plain);
  return words.filter((word) => !technologies.has(word) && !kinds.has(word)).join('-');
}
