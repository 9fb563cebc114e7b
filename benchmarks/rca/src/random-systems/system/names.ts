/** Names of made-up components, by what they are. */
export const names = {
  edge: ['gateway', 'storefront', 'web', 'mobile-bff', 'public-api', 'portal'],
  app: (
    'checkout cart payments catalog search pricing inventory shipping orders users sessions profile recommendations reviews ' +
    'notifications billing invoices tax fraud media feed offers loyalty wallet geo quotes booking seats tickets ledger ' +
    'accounts audit reports messages devices policies claims'
  ).split(' '),
  worker: ['order-worker', 'mail-worker', 'image-worker', 'sync-worker', 'export-worker'],
  job: ['nightly-report', 'reindex-job', 'billing-run', 'cleanup-job'],
  database: ['orders-db', 'postgres-main', 'mysql-core', 'users-db', 'ledger-db', 'catalog-db'],
  cache: ['redis-sessions', 'cache-main', 'memcached', 'redis-hot'],
  queue: ['kafka', 'rabbitmq', 'events-bus'],
  dns: ['coredns', 'cluster-dns'],
  provider: [
    'api.cardprocessor.example',
    'sms.textprovider.example',
    'maps.geodata.example',
    'login.idcloud.example',
    'ship.parcels.example',
  ],
} as const;

export const suffixes = ['', '', '-service', '-svc', '-api'] as const;

export const ports: Readonly<Record<string, number>> = {
  database: 5432,
  cache: 6379,
  queue: 9092,
  dns: 53,
  provider: 443,
};
