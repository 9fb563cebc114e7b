import { type DiffCase, one } from './cases.ts';

/** Other languages and forms for the same mechanisms. */
export const furtherCases: readonly DiffCase[] = [
  one(
    'retries in C#',
    'src/Http/Policies.cs',
    `
@@ -4,3 +4,3 @@
-            .WaitAndRetryAsync(3, attempt => TimeSpan.FromSeconds(attempt));
+            .WaitAndRetryAsync(10, attempt => TimeSpan.FromSeconds(attempt));`,
    ['retry'],
  ),
  one(
    'a timeout in Ruby',
    'lib/client.rb',
    `
@@ -4,3 +4,3 @@
-  conn.options.timeout = 5
+  conn.options.timeout = 60`,
    ['timeout'],
    '5',
    '60',
  ),
  one(
    'a pool in Helm',
    'charts/orders/values.yaml',
    `
@@ -4,4 +4,4 @@
 database:
   pool:
-    maxSize: 20
+    maxSize: 2`,
    ['pool'],
    '20',
    '2',
  ),
  one(
    'a pool in JSON of .NET',
    'appsettings.json',
    `
@@ -4,3 +4,3 @@
-    "Orders": "Host=db;Database=orders;Maximum Pool Size=100;Timeout=15"
+    "Orders": "Host=db;Database=orders;Maximum Pool Size=5;Timeout=15"`,
    ['pool'],
  ),
  one(
    'a lifetime of a token in Kotlin',
    'src/main/kotlin/Tokens.kt',
    `
@@ -4,3 +4,3 @@
-    val tokenTtl = Duration.ofMinutes(30)
+    val tokenTtl = Duration.ofSeconds(30)`,
    ['ttl'],
  ),
  one(
    'a concurrency of a worker in Go',
    'cmd/worker/main.go',
    `
@@ -4,3 +4,3 @@
-	sem := make(chan struct{}, maxWorkers)
+	sem := make(chan struct{}, 1)`,
    [],
  ),
  one(
    'a query in an each of Kotlin',
    'src/main/kotlin/Cart.kt',
    `
@@ -4,4 +4,5 @@ fun total(cart: Cart): Long {
     cart.items.forEach { item ->
+        val price = priceRepository.findBySku(item.sku)
         sum += item.count
     }`,
    ['query_in_loop'],
  ),
  one(
    'a call in a loop of C#',
    'src/Basket.cs',
    `
@@ -4,6 +4,7 @@
         foreach (var item in items)
         {
+            var stock = await _httpClient.GetAsync($"/stock/{item.Sku}");
             total += item.Price;
         }`,
    ['call_in_loop'],
  ),
  one(
    'a call in a loop of Ruby',
    'app/services/sync.rb',
    `
@@ -4,4 +4,5 @@
     users.each do |user|
+      HTTParty.get("#{CRM}/users/#{user.id}")
       names << user.name
     end`,
    ['call_in_loop'],
  ),
  one(
    'a check in C#',
    'src/Orders.cs',
    `
@@ -4,6 +4,4 @@
-            if (order.Customer != null)
-            {
-                mail.Send(order.Customer.Email);
-            }
+            mail.Send(order.Customer.Email);`,
    ['guard_removed'],
  ),
  one(
    'a check of an empty list in Python',
    'app/stats.py',
    `
@@ -4,6 +4,4 @@ def mean(values):
-    if not values:
-        return 0
     return sum(values) / len(values)`,
    ['guard_removed'],
  ),
  one(
    'a check of a map in Go',
    'internal/a.go',
    `
@@ -4,7 +4,4 @@
-	plan, ok := plans[id]
-	if !ok {
-		return ErrNoPlan
-	}
+	plan := plans[id]
 	return plan.Price`,
    [],
  ),
  one(
    'an Elvis operator in Kotlin',
    'src/main/kotlin/A.kt',
    `
@@ -4,3 +4,3 @@
-    val zone = request.zone ?: defaultZone
+    val zone = request.zone!!`,
    ['guard_removed'],
  ),
  one(
    'an Optional in Java',
    'src/main/java/A.java',
    `
@@ -4,3 +4,3 @@
-        User user = users.findById(id).orElse(guest);
+        User user = users.findById(id).get();`,
    ['guard_removed'],
  ),
  one(
    'a rescue in Ruby',
    'app/jobs/a.rb',
    `
@@ -4,6 +4,4 @@ def perform
     notify(order)
-  rescue Net::ReadTimeout
-    retry_later(order)
   end`,
    ['error_handling'],
  ),
  one(
    'an error that is ignored in Go',
    'internal/a.go',
    `
@@ -4,6 +4,4 @@ func save() error {
-	n, err := store.Write(b)
-	if err != nil {
-		return err
-	}
+	n, _ := store.Write(b)
 	return done(n)`,
    ['error_handling'],
  ),
  one(
    'a using in C#',
    'src/A.cs',
    `
@@ -4,4 +4,4 @@
-            using var connection = new SqlConnection(_dsn);
+            var connection = new SqlConnection(_dsn);
             connection.Open();`,
    ['leak'],
  ),
  one(
    'a pause in Python',
    'app/a.py',
    `
@@ -4,3 +4,4 @@ def handle(event):
+    time.sleep(2)
     publish(event)`,
    ['blocking_call'],
  ),
  one(
    'a goroutine that is gone',
    'internal/a.go',
    `
@@ -4,3 +4,3 @@ func handle() {
-	go sendEmail(order)
+	sendEmail(order)`,
    ['concurrency'],
  ),
  one(
    'a job done at once in Rails',
    'app/controllers/a.rb',
    `
@@ -4,3 +4,3 @@ def create
-    ReceiptJob.perform_later(order)
+    ReceiptJob.perform_now(order)`,
    ['blocking_call'],
  ),
  one(
    'a log level in Java',
    'src/main/resources/logback.xml',
    `
@@ -4,3 +4,3 @@
-  <root level="INFO">
+  <root level="DEBUG">`,
    ['log_level'],
    'info',
    'debug',
  ),
  one(
    'a log level in an environment list',
    'k8s/a.yaml',
    `
@@ -4,3 +4,3 @@
         - name: LOG_LEVEL
-          value: info
+          value: debug`,
    ['log_level'],
  ),
  one(
    'a log level in C#',
    'appsettings.json',
    `
@@ -4,5 +4,5 @@
   "Logging": {
     "LogLevel": {
-      "Default": "Warning"
+      "Default": "Trace"`,
    ['log_level'],
  ),
  one(
    'a cache in Kotlin',
    'src/main/kotlin/A.kt',
    `
@@ -4,4 +4,3 @@
-    @Cacheable("rates")
     fun rates(): Rates = load()`,
    ['cache_removed'],
  ),
  one(
    'a cache in C#',
    'src/A.cs',
    `
@@ -4,4 +4,3 @@
-            return await _cache.GetOrCreateAsync(key, _ => LoadAsync(key));
+            return await LoadAsync(key);`,
    ['cache_removed'],
  ),
  one(
    'a removed index in Prisma',
    'prisma/schema.prisma',
    `
@@ -4,4 +4,3 @@ model Order {
   customerId Int
-  @@index([customerId])
 }`,
    ['index_removed'],
  ),
  one(
    'a removed column in Alembic',
    'migrations/versions/12_a.py',
    `
@@ -0,0 +1,6 @@
+def upgrade():
+    op.drop_column("users", "phone")
+
+
+def downgrade():
+    op.add_column("users", sa.Column("mobile", sa.Text()))`,
    ['column_removed'],
  ),
  one(
    'a firewall rule in Terraform',
    'infra/sg.tf',
    `
@@ -4,4 +4,4 @@ resource "aws_security_group_rule" "db" {
-  cidr_blocks = ["10.0.0.0/8"]
+  cidr_blocks = ["10.2.0.0/16"]`,
    ['network_policy'],
  ),
  one(
    'a lower limit of memory in Terraform',
    'infra/ecs.tf',
    `
@@ -4,4 +4,4 @@ resource "aws_ecs_task_definition" "api" {
-  memory = 2048
+  memory = 512`,
    ['memory_limit'],
    '2048',
    '512',
  ),
  one(
    'an autoscaler',
    'k8s/hpa.yaml',
    `
@@ -4,4 +4,4 @@ spec:
   minReplicas: 2
-  maxReplicas: 20
+  maxReplicas: 3`,
    ['replicas'],
    '20',
    '3',
  ),
  one(
    'a plugin of Gradle',
    'build.gradle.kts',
    `
@@ -4,4 +4,4 @@ dependencies {
-    implementation("io.netty:netty-all:4.1.94.Final")
+    implementation("io.netty:netty-all:4.1.100.Final")`,
    ['dependency'],
  ),
  one(
    'a JSON name in Java',
    'src/main/java/A.java',
    `
@@ -4,3 +4,3 @@
-    @JsonProperty("customer_id")
+    @JsonProperty("customerId")`,
    ['format'],
  ),
  one(
    'an ORM without a limit',
    'app/a.py',
    `
@@ -4,3 +4,3 @@ def recent():
-    return session.query(Event).order_by(Event.at).limit(50).all()
+    return session.query(Event).order_by(Event.at).all()`,
    ['query'],
  ),
  one(
    'a join that is no longer fetched',
    'src/main/java/Repo.java',
    `
@@ -4,3 +4,3 @@
-    @Query("select o from Order o join fetch o.lines where o.id = :id")
+    @Query("select o from Order o where o.id = :id")`,
    ['query'],
  ),
  one(
    'a subscription that is no longer ended',
    'src/feed.ts',
    `
@@ -4,6 +4,5 @@ export function watch(socket) {
   const timer = setInterval(() => poll(socket), intervalOf(socket));
   socket.on('close', () => {
-    clearInterval(timer);
     sockets.delete(socket);
   });`,
    ['leak'],
  ),
  one(
    'an API key header',
    'src/a.go',
    `
@@ -4,3 +4,3 @@
-	req.Header.Set("X-Api-Key", key)
+	req.Header.Set("X-Acme-Key", key)`,
    ['header'],
  ),
];
