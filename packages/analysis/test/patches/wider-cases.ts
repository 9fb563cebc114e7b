import { type DiffCase, one } from './cases.ts';

const hunk = (text: string): string => `@@ -4,3 +4,3 @@${text}`;
const says = (what: string, path: string, diff: string, kinds: DiffCase['kinds'], from?: string, to?: string) =>
  one(what, path, hunk(diff), kinds, from, to);

/** Conditions, calls that went away, work that multiplied. */
export const conditionCases: readonly DiffCase[] = [
  says(
    'a tolerance that went away in Go',
    'auth/token.go',
    `
 func fresh(t Token, now time.Time) bool {
-	return t.ExpiresAt.Add(skew).After(now)
+	return t.ExpiresAt.After(now)
 }`,
    ['comparison'],
  ),
  says(
    'an inverted condition in Java',
    'src/main/java/shop/Stock.java',
    `
-        if (!reservation.isOpen()) {
+        if (reservation.isOpen()) {
             throw new ClosedException(id);`,
    ['comparison'],
  ),
  says(
    'another boundary in C#',
    'src/Quota.cs',
    `
-        if (used > allowed) throw new QuotaExceeded(used);
+        if (used >= allowed) throw new QuotaExceeded(used);`,
    ['comparison'],
  ),
  says(
    'and instead of or in Python',
    'app/access.py',
    `
-    if user.is_owner or user.is_editor:
+    if user.is_owner and user.is_editor:
         return document`,
    ['comparison'],
  ),
  says(
    'unless instead of if in Ruby',
    'app/services/refund.rb',
    `
-    return unless order.paid?
+    return if order.paid?
     gateway_refund(order)`,
    ['comparison'],
  ),
  says(
    'a registration that went away in TypeScript',
    'src/app.ts',
    `
   const app = new App(config);
-  registerConverters(app);
   await app.listen();`,
    ['call_removed'],
  ),
  says(
    'a loader that went away in Python',
    'worker/main.py',
    `
     registry = Registry()
-    load_handlers(registry)
     registry.start()`,
    ['call_removed'],
  ),
  says(
    'a subscription that went away in Kotlin',
    'src/main/kotlin/Feed.kt',
    `
     fun start() {
-        bus.subscribe(PriceChanged::class, ::onPrice)
         poller.start()
     }`,
    ['call_removed'],
  ),
  says(
    'middleware that went away in JavaScript',
    'server.js',
    `
 const app = express();
-app.use(express.json());
 app.post('/orders', create);`,
    ['call_removed'],
  ),
  says(
    'a service that is no longer registered in C#',
    'Program.cs',
    `
 var services = builder.Services;
-services.AddSingleton<IRateTable, RateTable>();
 services.AddControllers();`,
    ['call_removed'],
  ),
  says(
    'single writes instead of batches in Go',
    'store/writer.go',
    `
-	for _, part := range parts(rows, 50) {
-		if err := w.table.PutBatch(ctx, part); err != nil {
+	for _, row := range rows {
+		if err := w.table.Put(ctx, row); err != nil {
 			return err`,
    ['call_in_loop'],
  ),
  says(
    'one by one instead of in bulk in Java',
    'src/main/java/shop/Importer.java',
    `
-        repository.saveAll(lines);
+        for (Line line : lines) {
+            repository.save(line);
+        }`,
    ['call_in_loop'],
  ),
  says(
    'a bound of what runs at once that went away in JavaScript',
    'src/sync.js',
    `
-  const limit = pLimit(8);
-  await Promise.all(items.map((item) => limit(() => push(item))));
+  await Promise.all(items.map((item) => push(item)));`,
    ['concurrency'],
  ),
  says(
    'a bound of what runs at once that went away in Go',
    'fan/out.go',
    `
 	g, ctx := errgroup.WithContext(ctx)
-	g.SetLimit(6)
 	for _, part := range parts {`,
    ['concurrency'],
  ),
  says(
    'a key of partitions that became the same for all in Java',
    'src/main/java/log/Keys.java',
    `
     String partitionKey(Event event) {
-        return event.tenant() + ":" + event.hour();
+        return "hour:" + event.hour();
     }`,
    ['partition_key'],
  ),
  says(
    'a shard key in Python',
    'app/router.py',
    `
-    shard_key = f"{account_id}-{day}"
+    shard_key = f"{day}"`,
    ['partition_key'],
  ),
  says(
    'a check against zero that went away in Python',
    'app/share.py',
    `
 def share(part, whole):
-    if whole == 0:
-        return 0
     return part / whole`,
    ['guard_removed'],
  ),
  says(
    'a check against zero that went away in Go',
    'rate/mean.go',
    `
-	if n == 0 {
-		return 0
-	}
 	return sum / n`,
    ['guard_removed'],
  ),
  says(
    'an assertion instead of a check in TypeScript',
    'src/route.ts',
    `
-  if (trip.end === undefined) return 0;
-  return trip.end.at - now;
+  return trip.end!.at - now;`,
    ['guard_removed'],
  ),
  says(
    'a handler added at every run in C#',
    'Sync/Runner.cs',
    `
     public async Task Run()
     {
+        _bus.Renamed += (_, e) => _audit.Write(e);
         await _client.Load();`,
    ['leak'],
  ),
  says(
    'a file that is no longer given back in Go',
    'ledger/append.go',
    `
-	f, err := files.Take(name)
+	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0o600)
 	if err != nil {
 		return err
 	}
-	defer files.Give(f)
 	return write(f)`,
    ['leak'],
  ),
  says(
    'a context that never ends in Go',
    'client/fetch.go',
    `
-	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
+	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)`,
    ['deadline'],
  ),
  says(
    'an await that went away in TypeScript',
    'src/save.ts',
    `
-  await store.write(order);
+  store.write(order);
   return order.id;`,
    ['concurrency'],
  ),
  says(
    'a retry that went away in Python',
    'app/fetch.py',
    `
-@retry(stop=stop_after_attempt(3))
 def quote(lane):
     return session.get(lane)`,
    ['retry'],
  ),
  says(
    'a retry that went away in TypeScript',
    'src/rates.ts',
    `
-  return withRetry(() => client.rates(day));
+  return client.rates(day);`,
    ['retry'],
  ),
  says(
    'a transaction that went away in Java',
    'src/main/java/pay/Transfer.java',
    `
-    @Transactional
     public void move(Account from, Account to, long cents) {
         from.take(cents);`,
    ['concurrency'],
  ),
  says(
    'a call that was added to a request in Python',
    'app/checkout.py',
    `
 def checkout(cart):
     order = place(cart)
+    requests.post(AUDIT_URL, json=order.to_dict())
     return order`,
    ['call_added'],
  ),
  says(
    'a label with as many values as users in Go',
    'metrics/http.go',
    `
-	requests.WithLabelValues(route, code).Inc()
+	requests.WithLabelValues(route, code, userID).Inc()`,
    ['unbounded_growth'],
  ),
  says(
    'a tag with as many values as orders in Java',
    'src/main/java/shop/Meter.java',
    `
-        registry.counter("orders", "state", state).increment();
+        registry.counter("orders", "state", state, "order", orderId).increment();`,
    ['unbounded_growth'],
  ),
  says(
    'waiting for a future in Java',
    'src/main/java/shop/Page.java',
    `
-        return quotes.thenApply(this::render);
+        return CompletableFuture.completedFuture(render(quotes.join()));`,
    ['blocking_call'],
  ),
];

/** Settings under new names, in new forms, of new kinds. */
export const widerSettingCases: readonly DiffCase[] = [
  says(
    'a lifetime that moved into a class in Python',
    'app/settings.py',
    `
-SESSION_TTL = 7200
-LEEWAY = 10
+@dataclass(frozen=True)
+class Sessions:
+    session_ttl: int = 60 * 5
+    leeway: int = 10`,
    ['ttl'],
  ),
  says(
    'a deadline that moved into an argument in Kotlin',
    'src/main/kotlin/Stubs.kt',
    `
-    private val rates = RatesGrpc.newStub(channel).withDeadlineAfter(4, TimeUnit.SECONDS)
+    private val rates = stubs.rates(Duration.ofMillis(20))`,
    ['deadline'],
    '4 s',
    '20 ms',
  ),
  says(
    'how many there are in a call in C#',
    'Lanes/Client.cs',
    `
-    private const int RowsPerCall = 500;
+    private const int RowsPerCall = 1;`,
    ['batch_size'],
    '500',
    '1',
  ),
  says(
    'a schedule of Kubernetes',
    'deploy/cronjob.yaml',
    `
 spec:
-  schedule: "15 3 * * *"
+  schedule: "* * * * *"`,
    ['interval'],
  ),
  says(
    'a schedule in Java',
    'src/main/java/Sweep.java',
    `
-    @Scheduled(cron = "0 0 4 * * *")
+    @Scheduled(cron = "*/5 * * * * *")
     public void sweep() {`,
    ['interval'],
  ),
  says(
    'workers of a server on its command line',
    'Dockerfile',
    `
-CMD ["gunicorn", "--workers", "8", "app:app"]
+CMD ["gunicorn", "--workers", "1", "app:app"]`,
    ['pool'],
  ),
  says(
    'a variable under another name in Helm',
    'charts/pay/templates/deployment.yaml',
    `
           env:
-            - name: GATEWAY_KEY
+            - name: GATEWAY_API_KEY
               valueFrom:`,
    ['endpoint'],
  ),
  says(
    'a setting under another name in properties',
    'src/main/resources/application.properties',
    `
-gateway.base-url=https://gateway.example
+gateway.url=https://gateway.example`,
    ['endpoint'],
  ),
  says(
    'a port of a service',
    'deploy/service.yaml',
    `
   ports:
     - port: 80
-      targetPort: 8080
+      targetPort: 8081`,
    ['endpoint'],
  ),
  says(
    'where pods may run',
    'deploy/api.yaml',
    `
       nodeSelector:
-        pool: general
+        pool: gpu`,
    ['placement'],
  ),
  says(
    'how pods are exchanged',
    'deploy/api.yaml',
    `
   strategy:
     rollingUpdate:
-      maxUnavailable: 0
+      maxUnavailable: 100%`,
    ['placement'],
  ),
  says(
    'a file system that cannot be written',
    'deploy/api.yaml',
    `
         securityContext:
-          readOnlyRootFilesystem: false
+          readOnlyRootFilesystem: true`,
    ['placement'],
  ),
  says(
    'a runtime one major version on',
    'Dockerfile',
    `
-FROM node:18-alpine
+FROM node:22-alpine`,
    ['dependency'],
  ),
  says(
    'what a full cache does',
    'deploy/redis.yaml',
    `
   args:
-    - --maxmemory-policy=allkeys-lru
+    - --maxmemory-policy=noeviction`,
    ['limit'],
  ),
  says(
    'how much is traced',
    'config/tracing.yaml',
    `
 tracing:
-  sampling_rate: 0.01
+  sampling_rate: 1.0`,
    ['log_level'],
  ),
  says(
    'where a consumer begins',
    'src/main/resources/consumer.properties',
    `
-auto.offset.reset=latest
+auto.offset.reset=earliest`,
    ['topic'],
  ),
  says(
    'a consumer group',
    'config/consumer.yaml',
    `
 kafka:
-  group-id: billing
+  group-id: billing-v2`,
    ['topic'],
  ),
  says(
    'isolation of transactions',
    'src/db.ts',
    `
-  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
+  await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');`,
    ['lock'],
  ),
  says(
    'an index built as a copy in MySQL',
    'db/migrate/0051_lines.sql',
    `
+ALTER TABLE lines ADD INDEX lines_day_idx (day), ALGORITHM=COPY, LOCK=SHARED;`,
    ['migration'],
  ),
  says(
    'a percentage of a flag',
    'flags/production.yaml',
    `
 new-ranker:
-  rollout: 5
+  rollout: 100`,
    ['flag'],
  ),
];

/** Further forms: entries, queues, images, probes, dates, secrets. */
export const furtherForms: readonly DiffCase[] = [
  says(
    'a lock that is held around a call in Go',
    'prices/book.go',
    `
 func (b *Book) Load(ctx context.Context) error {
+	b.mu.Lock()
+	defer b.mu.Unlock()
 	rows, err := b.client.Rows(ctx)
 	if err != nil {
 		return err
 	}
-	b.mu.Lock()
-	defer b.mu.Unlock()
 	b.rows = rows`,
    ['lock'],
  ),
  says(
    'a queue without an end in Java',
    'src/main/java/mail/Outbox.java',
    `
-        this.jobs = new ArrayBlockingQueue<>(200);
+        this.jobs = new LinkedBlockingQueue<>();`,
    ['unbounded_growth'],
  ),
  says(
    'a date in another form in Python',
    'app/json.py',
    `
-    return {"until": order.until.isoformat()}
+    return {"until": order.until.strftime("%d/%m/%Y")}`,
    ['format'],
  ),
  says(
    'an entry of a table in TypeScript',
    'src/kinds.ts',
    `
 export const kinds = {
   letter: Letter,
-  parcel: Parcel,
+  packet: Parcel,
   pallet: Pallet,
 };`,
    ['format'],
    'parcel',
  ),
  says(
    'a case of a switch in Go',
    'kinds/kind.go',
    `
 	case "letter":
 		return Letter, nil
-	case "parcel":
-		return Parcel, nil
 	case "pallet":`,
    ['format'],
  ),
  says(
    'another base image',
    'Dockerfile',
    `
-FROM gcr.io/distroless/base-debian12
+FROM scratch`,
    ['dependency'],
  ),
  says(
    'the target of a probe',
    'deploy/api.yaml',
    `
           livenessProbe:
             httpGet:
-              path: /live
+              path: /healthz`,
    ['probe'],
  ),
  says(
    'a rotated secret',
    'deploy/secret.enc.yaml',
    `
 data:
-  DB_PASSWORD: ENC[AES256_GCM,data:Zk3k2Qx1]
+  DB_PASSWORD: ENC[AES256_GCM,data:p0Lw8vTa]`,
    ['authentication'],
  ),
  says(
    'an update without its condition in Ruby',
    'app/jobs/close.rb',
    `
-    Order.where(day: day).update_all(closed: true)
+    Order.update_all(closed: true)`,
    ['query'],
  ),
];
