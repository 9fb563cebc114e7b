import type { AlterationKind } from '../../src/patches/index.ts';

/** A small diff and what it must say: kinds, with `from -> to` of the first where told. An empty list: nothing. */
export interface DiffCase {
  says: string;
  path: string;
  diff: string;
  kinds: readonly AlterationKind[];
  from?: string;
  to?: string;
  direction?: 'up' | 'down';
}

export const one = (
  says: string,
  path: string,
  diff: string,
  kinds: readonly AlterationKind[],
  from?: string,
  to?: string,
): DiffCase => ({
  says,
  path,
  // Leading new line and common indentation of the template are not part of the diff.
  diff: diff.replace(/^\n/, ''),
  kinds,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

export const settingCases: readonly DiffCase[] = [
  one(
    'a pool reduced in TypeScript',
    'src/db/pool.ts',
    `
@@ -3,7 +3,7 @@ import { Pool } from 'pg';
 export const pool = new Pool({
   connectionString: process.env.DATABASE_URL,
-  max: 50,
+  max: 5,
   idleTimeoutMillis: 30000,
 });`,
    ['pool'],
    '50',
    '5',
  ),
  one(
    'a pool reduced in Go',
    'internal/store/db.go',
    `
@@ -20,3 +20,3 @@ func Open(dsn string) (*sql.DB, error) {
-	db.SetMaxOpenConns(100)
+	db.SetMaxOpenConns(10)
 	db.SetConnMaxLifetime(time.Hour)`,
    ['pool'],
    '100',
    '10',
  ),
  one(
    'a Hikari pool in YAML',
    'src/main/resources/application.yml',
    `
@@ -10,5 +10,5 @@ spring:
   datasource:
     hikari:
-      maximum-pool-size: 40
+      maximum-pool-size: 4`,
    ['pool'],
    '40',
    '4',
  ),
  one(
    'a pool given by an environment list of a deployment',
    'deploy/orders.yaml',
    `
@@ -31,6 +31,6 @@ spec:
         env:
         - name: DB_POOL_SIZE
-          value: "30"
+          value: "3"`,
    ['pool'],
    '30',
    '3',
  ),
  one(
    'a pool option in a connection string',
    'config/settings.py',
    `
@@ -1,2 +1,2 @@
-DATABASE = "postgresql://app@db/orders?pool_size=20&connect_timeout=5"
+DATABASE = "postgresql://app@db/orders?pool_size=2&connect_timeout=5"`,
    ['pool'],
    '20',
    '2',
  ),
  one(
    'a pool size in a default of Ruby',
    'config/puma.rb',
    `
@@ -1,3 +1,3 @@
-threads_count = ENV.fetch("RAILS_MAX_THREADS", 16)
+threads_count = ENV.fetch("RAILS_MAX_THREADS", 2)
 threads threads_count, threads_count`,
    ['pool'],
    '16',
    '2',
  ),
  one(
    'a timeout lowered in Go',
    'client/payment.go',
    `
@@ -12,3 +12,3 @@ func (c *Client) Charge(ctx context.Context) error {
-	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
+	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
 	defer cancel()`,
    ['timeout'],
    '5 s',
    '300 ms',
  ),
  one(
    'a timeout raised in Java',
    'src/main/java/com/acme/HttpConfig.java',
    `
@@ -8,3 +8,3 @@ public class HttpConfig {
         return new RestTemplateBuilder()
-            .setReadTimeout(Duration.ofSeconds(2))
+            .setReadTimeout(Duration.ofSeconds(60))`,
    ['timeout'],
    '2 s',
    '60 s',
  ),
  one(
    'a timeout lowered in Python',
    'app/clients/stock.py',
    `
@@ -4,3 +4,3 @@ def stock(sku):
-    return requests.get(f"{BASE}/stock/{sku}", timeout=10).json()
+    return requests.get(f"{BASE}/stock/{sku}", timeout=0.2).json()`,
    ['timeout'],
    '10',
    '0.2',
  ),
  one(
    'a timeout in C#',
    'src/Clients/CatalogClient.cs',
    `
@@ -4,3 +4,3 @@ public CatalogClient(HttpClient http)
-        http.Timeout = TimeSpan.FromSeconds(30);
+        http.Timeout = TimeSpan.FromMilliseconds(500);`,
    ['timeout'],
    '30 s',
    '500 ms',
  ),
  one(
    'a timeout in Kotlin',
    'src/main/kotlin/Client.kt',
    `
@@ -4,3 +4,3 @@ class Client {
-    private val readTimeoutMs: Long = 3_000
+    private val readTimeoutMs: Long = 150`,
    ['timeout'],
    '3000 ms',
    '150 ms',
  ),
  one(
    'a timeout of a proxy',
    'nginx/default.conf',
    `
@@ -4,3 +4,3 @@ location /api {
-    proxy_read_timeout 60s;
+    proxy_read_timeout 2s;`,
    ['timeout'],
    '60 s',
    '2 s',
  ),
  one(
    'a timeout that is new',
    'client/http.go',
    `
@@ -4,3 +4,4 @@ func New() *http.Client {
 	return &http.Client{
+		Timeout: 200 * time.Millisecond,
 		Transport: tr,`,
    ['timeout'],
  ),
  one(
    'a timeout that went away',
    'src/api.js',
    `
@@ -4,4 +4,3 @@ export const api = axios.create({
   baseURL: BASE,
-  timeout: 2000,
   headers,`,
    ['timeout'],
  ),
  one(
    'a gRPC deadline',
    'src/main/java/com/acme/Stub.java',
    `
@@ -4,3 +4,3 @@ Reply call() {
-    return stub.withDeadlineAfter(2, TimeUnit.SECONDS).get(request);
+    return stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS).get(request);`,
    ['deadline'],
  ),
  one(
    'retries raised',
    'app/worker.py',
    `
@@ -4,3 +4,3 @@
-MAX_RETRIES = 3
+MAX_RETRIES = 20`,
    ['retry'],
    '3',
    '20',
  ),
  one(
    'retries in a properties file',
    'src/main/resources/application.properties',
    `
@@ -4,3 +4,3 @@
-resilience4j.retry.instances.billing.max-attempts=2
+resilience4j.retry.instances.billing.max-attempts=12`,
    ['retry'],
    '2',
    '12',
  ),
  one(
    'a lifetime in a cache lowered',
    'lib/cache.rb',
    `
@@ -4,3 +4,3 @@ def product(id)
-    Rails.cache.fetch("product/#{id}", expires_in: 10.minutes) do
+    Rails.cache.fetch("product/#{id}", expires_in: 5.seconds) do`,
    ['ttl'],
    '10 min',
    '5 s',
  ),
  one(
    'a lifetime in TypeScript by a product',
    'src/session.ts',
    `
@@ -4,3 +4,3 @@
-const SESSION_TTL_MS = 60 * 60 * 1000;
+const SESSION_TTL_MS = 60 * 1000;`,
    ['ttl'],
  ),
  one(
    'a batch size',
    'pkg/consumer/consumer.go',
    `
@@ -4,3 +4,3 @@
-const batchSize = 100
+const batchSize = 10000`,
    ['batch_size'],
    '100',
    '10000',
  ),
  one(
    'a batch size in Kafka settings',
    'config/kafka.properties',
    `
@@ -4,3 +4,3 @@
-max.poll.records=500
+max.poll.records=50000`,
    ['batch_size'],
  ),
  one(
    'a rate limit',
    'gateway/limits.yaml',
    `
@@ -4,3 +4,3 @@ limits:
   checkout:
-    requests_per_second_limit: 500
+    requests_per_second_limit: 5`,
    ['limit'],
    '500',
    '5',
  ),
  one(
    'a maximum body size',
    'src/server.ts',
    `
@@ -4,3 +4,3 @@
-app.use(express.json({ limit: '10mb' }));
+app.use(express.json({ limit: '100kb' }));`,
    ['limit'],
    '10 MB',
    '100 kB',
  ),
  one(
    'a queue',
    'src/main/java/com/acme/Pool.java',
    `
@@ -4,3 +4,3 @@
-    private static final int QUEUE_CAPACITY = 1000;
+    private static final int QUEUE_CAPACITY = 10;`,
    ['queue_size'],
    '1000',
    '10',
  ),
  one(
    'an interval of polling',
    'app/poller.py',
    `
@@ -4,3 +4,3 @@
-POLL_INTERVAL_SECONDS = 60
+POLL_INTERVAL_SECONDS = 1`,
    ['interval'],
  ),
  one(
    'rounds of a hash',
    'src/auth/hash.ts',
    `
@@ -4,3 +4,3 @@
-const SALT_ROUNDS = 10;
+const SALT_ROUNDS = 15;`,
    ['work_factor'],
    '10',
    '15',
  ),
  one(
    'a Terraform parameter of a database',
    'infra/rds.tf',
    `
@@ -4,5 +4,5 @@ resource "aws_db_parameter_group" "main" {
   parameter {
     name  = "max_connections"
-    value = "500"
+    value = "50"
   }`,
    ['pool'],
    '500',
    '50',
  ),
  one(
    'a variable of a container',
    'Dockerfile',
    `
@@ -4,3 +4,3 @@
-ENV WORKER_CONCURRENCY=16
+ENV WORKER_CONCURRENCY=1`,
    ['pool'],
    '16',
    '1',
  ),
  one(
    'a placeholder with a default',
    'src/main/java/com/acme/Client.java',
    `
@@ -4,3 +4,3 @@
-    @Value("\${client.timeout-ms:5000}")
+    @Value("\${client.timeout-ms:50}")`,
    ['timeout'],
  ),
  one(
    'a probe',
    'chart/templates/deployment.yaml',
    `
@@ -4,5 +4,5 @@ spec:
           livenessProbe:
             httpGet:
               path: /health
-            initialDelaySeconds: 60
+            initialDelaySeconds: 5`,
    ['probe'],
  ),
];

export const resourceCases: readonly DiffCase[] = [
  one(
    'a lower limit of CPU',
    'k8s/search.yaml',
    `
@@ -20,6 +20,6 @@ spec:
           resources:
             limits:
-              cpu: 2000m
+              cpu: 900m
               memory: 1Gi`,
    ['cpu_limit'],
    '2000m',
    '900m',
  ),
  one(
    'a lower limit of memory',
    'charts/api/values.yaml',
    `
@@ -20,6 +20,6 @@
 resources:
   limits:
-    memory: 1Gi
+    memory: 256Mi`,
    ['memory_limit'],
    '1Gi',
    '256Mi',
  ),
  one(
    'a higher limit of memory does no harm',
    'charts/api/values.yaml',
    `
@@ -20,6 +20,6 @@
 resources:
   limits:
-    memory: 256Mi
+    memory: 1Gi`,
    [],
  ),
  one(
    'fewer replicas',
    'charts/api/values.yaml',
    `
@@ -1,2 +1,2 @@
-replicaCount: 6
+replicaCount: 2`,
    ['replicas'],
    '6',
    '2',
  ),
  one(
    'fewer tasks in Terraform',
    'infra/service.tf',
    `
@@ -1,4 +1,4 @@ resource "aws_ecs_service" "api" {
-  desired_count = 8
+  desired_count = 2`,
    ['replicas'],
    '8',
    '2',
  ),
  one(
    'a smaller heap',
    'Dockerfile',
    `
@@ -1,4 +1,4 @@
-ENV JAVA_OPTS="-Xms512m -Xmx2g"
+ENV JAVA_OPTS="-Xms512m -Xmx600m"`,
    ['heap'],
  ),
  one(
    'a smaller heap of Node',
    'deploy/web.yaml',
    `
@@ -1,4 +1,4 @@
         - name: NODE_OPTIONS
-          value: "--max-old-space-size=2048"
+          value: "--max-old-space-size=256"`,
    ['heap'],
  ),
  one(
    'a smaller machine',
    'infra/db.tf',
    `
@@ -1,4 +1,4 @@ resource "aws_db_instance" "main" {
-  instance_class = "db.r5.2xlarge"
+  instance_class = "db.r5.large"`,
    ['cpu_limit'],
  ),
  one(
    'a level of logs',
    'config/production.yaml',
    `
@@ -1,4 +1,4 @@
 logging:
-  level: info
+  level: debug`,
    ['log_level'],
    'info',
    'debug',
  ),
  one(
    'a level of logs in Python',
    'app/main.py',
    `
@@ -1,4 +1,4 @@
-logging.basicConfig(level=logging.INFO)
+logging.basicConfig(level=logging.DEBUG)`,
    ['log_level'],
    'info',
    'debug',
  ),
  one(
    'a quieter level is none',
    'config/production.yaml',
    `
@@ -1,4 +1,4 @@
 logging:
-  level: debug
+  level: warn`,
    [],
  ),
  one(
    'SQL in the logs',
    'src/main/resources/application.properties',
    `
@@ -1,4 +1,4 @@
-spring.jpa.show-sql=false
+spring.jpa.show-sql=true`,
    ['log_level'],
  ),
  one(
    'a major version in package.json',
    'package.json',
    `
@@ -10,4 +10,4 @@
   "dependencies": {
-    "pg": "^7.18.2",
+    "pg": "^8.11.0",`,
    ['dependency'],
    '7.18.2',
    '8.11.0',
  ),
  one(
    'a module of Go',
    'go.mod',
    `
@@ -10,4 +10,4 @@ require (
-	github.com/redis/go-redis/v9 v9.0.5
+	github.com/redis/go-redis/v9 v9.5.1`,
    ['dependency'],
    'v9.0.5',
    'v9.5.1',
  ),
  one(
    'an artifact of Maven',
    'pom.xml',
    `
@@ -10,5 +10,5 @@
       <groupId>com.zaxxer</groupId>
       <artifactId>HikariCP</artifactId>
-      <version>4.0.3</version>
+      <version>5.1.0</version>`,
    ['dependency'],
    '4.0.3',
    '5.1.0',
  ),
  one(
    'a requirement of Python',
    'requirements.txt',
    `
@@ -1,3 +1,3 @@
-urllib3==1.26.18
+urllib3==2.2.1`,
    ['dependency'],
    '1.26.18',
    '2.2.1',
  ),
  one(
    'a gem',
    'Gemfile',
    `
@@ -1,3 +1,3 @@
-gem "sidekiq", "~> 6.5"
+gem "sidekiq", "~> 7.2"`,
    ['dependency'],
    '6.5',
    '7.2',
  ),
  one(
    'a package of .NET',
    'src/Api/Api.csproj',
    `
@@ -1,3 +1,3 @@
-    <PackageReference Include="Npgsql" Version="6.0.0" />
+    <PackageReference Include="Npgsql" Version="8.0.1" />`,
    ['dependency'],
    '6.0.0',
    '8.0.1',
  ),
  one(
    'a base image',
    'Dockerfile',
    `
@@ -1,3 +1,3 @@
-FROM node:18-alpine
+FROM node:22-alpine`,
    ['dependency'],
  ),
  one(
    'its own version is no dependency',
    'package.json',
    `
@@ -1,3 +1,3 @@
-  "version": "1.4.0",
+  "version": "2.0.0",`,
    [],
  ),
  one(
    'a default of a flag',
    'flags/flagd.json',
    `
@@ -4,5 +4,5 @@
     "paymentFailure": {
       "state": "ENABLED",
-      "defaultVariant": "off"
+      "defaultVariant": "on"`,
    ['flag'],
    'off',
    'on',
  ),
  one(
    'a flag in YAML',
    'config/features.yml',
    `
@@ -4,3 +4,3 @@ features:
   new_pricing:
-    enabled: false
+    enabled: true`,
    ['flag'],
    'false',
    'true',
  ),
  one(
    'a share of a flag',
    'config/feature-flags.yaml',
    `
@@ -4,3 +4,3 @@ flags:
   fast_checkout:
-    rollout: 5
+    rollout: 100`,
    ['flag'],
    '5',
    '100',
  ),
  one(
    'a check of a flag that is gone',
    'src/pricing.ts',
    `
@@ -4,6 +4,4 @@ export function price(order: Order) {
-  if (features.isEnabled('new-pricing', order.tenant)) {
-    return newPrice(order);
-  }
-  return oldPrice(order);
+  return newPrice(order);`,
    ['flag'],
  ),
  one(
    'a host',
    'config/production.properties',
    `
@@ -4,3 +4,3 @@
-cache.host=redis-main.prod.svc
+cache.host=redis-shared.prod.svc`,
    ['endpoint'],
    'redis-main.prod.svc',
    'redis-shared.prod.svc',
  ),
  one(
    'an address',
    'deploy/env.yaml',
    `
@@ -4,3 +4,3 @@
         - name: PAYMENTS_URL
-          value: http://payments:8080
+          value: http://payments-v2:8080`,
    ['endpoint'],
  ),
  one(
    'a port',
    'k8s/service.yaml',
    `
@@ -4,3 +4,3 @@
   - port: 80
-    targetPort: 8080
+    targetPort: 8081`,
    ['endpoint'],
    '8080',
    '8081',
  ),
  one(
    'a path that is called',
    'src/clients/users.ts',
    `
@@ -4,3 +4,3 @@
-    return this.http.get('/v1/users/' + id);
+    return this.http.get('/v2/users/' + id);`,
    ['endpoint'],
  ),
  one(
    'a new network policy',
    'k8s/netpol.yaml',
    `
@@ -0,0 +1,6 @@
+apiVersion: networking.k8s.io/v1
+kind: NetworkPolicy
+metadata:
+  name: deny-all
+spec:
+  podSelector: {}`,
    ['network_policy'],
  ),
];
