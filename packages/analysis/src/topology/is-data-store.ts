const storeName =
  /(?:^|[-_.])(?:db|database|postgres(?:ql)?|pg|mysql|maria(?:db)?|mongo(?:db)?|redis|valkey|memcached?|cache|cassandra|elastic(?:search)?|opensearch|kafka|rabbitmq|dynamodb?|s3|sqs|rds|store|etcd|zookeeper|clickhouse)(?:$|[-_.\d])/i;

/** Whether a service's name says that it keeps data for others. */
export const isDataStore = (service: string): boolean => storeName.test(service);
