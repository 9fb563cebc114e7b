import { type DiffCase, one } from './cases.ts';

export const codeCases: readonly DiffCase[] = [
  one(
    'a query in a loop of Go',
    'internal/orders/list.go',
    `
@@ -20,6 +20,10 @@ func (s *Service) List(ctx context.Context) ([]Order, error) {
 	orders, err := s.repo.List(ctx)
 	if err != nil {
 		return nil, err
 	}
+	for i := range orders {
+		row := s.db.QueryRowContext(ctx, "SELECT name FROM customers WHERE id = $1", orders[i].CustomerID)
+		_ = row.Scan(&orders[i].Name)
+	}
 	return orders, nil`,
    ['query_in_loop'],
  ),
  one(
    'a query in a loop of Java',
    'src/main/java/com/acme/CartService.java',
    `
@@ -20,6 +20,7 @@ public class CartService {
         for (Item item : cart.getItems()) {
+            Product product = productRepository.findById(item.getProductId()).orElseThrow();
             total = total.add(item.getPrice());
         }`,
    ['query_in_loop'],
  ),
  one(
    'a query in a loop of Python',
    'shop/views.py',
    `
@@ -20,6 +20,7 @@ def cart(request):
     for line in cart.lines:
-        total += line.price
+        product = Product.objects.get(pk=line.product_id)
+        total += product.price`,
    ['query_in_loop'],
  ),
  one(
    'a query in a block of Ruby',
    'app/services/invoice.rb',
    `
@@ -20,4 +20,5 @@ def build
     orders.each do |order|
+      customer = Customer.find(order.customer_id)
       rows << row_for(order)
     end`,
    ['query_in_loop'],
  ),
  one(
    'a call in a loop of TypeScript',
    'src/recommend.ts',
    `
@@ -20,5 +20,6 @@ export async function recommend(ids: string[]) {
   for (const id of ids) {
+    const stock = await fetch(\`\${STOCK_URL}/items/\${id}\`);
     result.push(id);
   }`,
    ['call_in_loop'],
  ),
  one(
    'a batch that became a call for each',
    'src/users.ts',
    `
@@ -20,3 +20,3 @@ export async function names(ids: string[]) {
-  const users = await userClient.getMany(ids);
+  const users = await Promise.all(ids.map((id) => userClient.getOne(id)));`,
    ['call_in_loop'],
  ),
  one(
    'a query in a loop of C#',
    'src/Services/OrderService.cs',
    `
@@ -20,5 +20,6 @@ public async Task<List<OrderDto>> List()
             foreach (var order in orders)
             {
+                var customer = await _context.Customers.FirstOrDefaultAsync(c => c.Id == order.CustomerId);
                 result.Add(Map(order));
             }`,
    ['query_in_loop'],
  ),
  one(
    'a query moved into a loop',
    'app/report.py',
    `
@@ -20,5 +20,5 @@ def report(days):
-    rates = session.query(Rate).all()
     for day in days:
+        rates = session.query(Rate).all()
         emit(day, rates)`,
    ['query_in_loop'],
  ),
  one(
    'a cache that is no longer asked',
    'src/main/java/com/acme/Catalog.java',
    `
@@ -20,4 +20,3 @@ public class Catalog {
-    @Cacheable("products")
     public Product find(String sku) {
         return load(sku);`,
    ['cache_removed'],
  ),
  one(
    'a cache that went away in Python',
    'app/fx.py',
    `
@@ -2,5 +2,4 @@
-@lru_cache(maxsize=1024)
 def rate(currency):
     return load_rate(currency)`,
    ['cache_removed'],
  ),
  one(
    'a cache in Ruby',
    'app/models/menu.rb',
    `
@@ -2,5 +2,3 @@ def tree
-    Rails.cache.fetch("menu") { build_tree }
+    build_tree
   end`,
    ['cache_removed'],
  ),
  one(
    'a cache that is switched off',
    'config/app.yaml',
    `
@@ -2,3 +2,3 @@
-cache_enabled: true
+cache_enabled: false`,
    ['cache_removed'],
  ),
  one(
    'a key of a cache',
    'src/catalog.ts',
    `
@@ -2,3 +2,3 @@
-  const cacheKey = \`product:\${id}\`;
+  const cacheKey = \`product:\${id}:\${requestId}:\${locale}\`;`,
    ['cache_removed'],
  ),
  one(
    'a map that only grows',
    'internal/dedupe/seen.go',
    `
@@ -1,6 +1,12 @@
 package dedupe
 
+var seen = map[string]time.Time{}
+
 func Handle(id string) {
+	seen[id] = time.Now()
 	process(id)
 }`,
    ['unbounded_growth'],
  ),
  one(
    'a static list that only grows',
    'src/main/java/com/acme/Audit.java',
    `
@@ -4,6 +4,9 @@ public class Audit {
+    private static final List<Event> HISTORY = new ArrayList<>();
+
     public void record(Event event) {
+        HISTORY.add(event);
         sink.write(event);`,
    ['unbounded_growth'],
  ),
  one(
    'a bound of a cache that went away',
    'src/main/java/com/acme/Caches.java',
    `
@@ -4,5 +4,4 @@ public class Caches {
     Cache<String, Quote> quotes = Caffeine.newBuilder()
-        .maximumSize(10_000)
         .build();`,
    ['unbounded_growth'],
  ),
  one(
    'a check of nil that went away',
    'internal/cart/cart.go',
    `
@@ -20,7 +20,4 @@ func Total(c *Customer) int {
-	if c.Address == nil {
-		return 0
-	}
 	return rates[c.Address.Country]`,
    ['guard_removed'],
  ),
  one(
    'a check of null that went away in Java',
    'src/main/java/com/acme/Price.java',
    `
@@ -20,7 +20,4 @@ public class Price {
-        if (discount != null) {
-            total = total.subtract(discount.getAmount());
-        }
+        total = total.subtract(discount.getAmount());`,
    ['guard_removed'],
  ),
  one(
    'optional access in TypeScript',
    'src/profile.ts',
    `
@@ -20,3 +20,3 @@
-  return user?.address?.city;
+  return user.address.city;`,
    ['guard_removed'],
  ),
  one(
    'a default in Python',
    'app/webhook.py',
    `
@@ -20,3 +20,3 @@
-    region = payload.get("region", "eu")
+    region = payload["region"]`,
    ['guard_removed'],
  ),
  one(
    'safe navigation in Ruby',
    'app/mailer.rb',
    `
@@ -20,3 +20,3 @@
-    name = user&.profile&.name
+    name = user.profile.name`,
    ['guard_removed'],
  ),
  one(
    'a check of bounds',
    'src/page.js',
    `
@@ -20,6 +20,4 @@ function pick(rows, index) {
-  if (index >= rows.length) {
-    return null;
-  }
   return rows[index].id;`,
    ['guard_removed'],
  ),
  one(
    'a failure that is no longer caught',
    'src/reco.ts',
    `
@@ -20,9 +20,4 @@ export async function home() {
-  try {
-    reco = await loadRecommendations(user);
-  } catch (error) {
-    reco = [];
-  }
+  reco = await loadRecommendations(user);`,
    ['error_handling'],
  ),
  one(
    'a failure that is no longer caught in Python',
    'app/tasks.py',
    `
@@ -20,7 +20,4 @@ def run():
-    try:
-        send_receipt(order)
-    except SMTPException:
-        queue(order)
+    send_receipt(order)`,
    ['error_handling'],
  ),
  one(
    'a body that is no longer closed',
    'client/http.go',
    `
@@ -20,5 +20,4 @@ func get(url string) ([]byte, error) {
 	resp, err := http.Get(url)
 	if err != nil {
 		return nil, err
 	}
-	defer resp.Body.Close()
 	return io.ReadAll(resp.Body)`,
    ['leak'],
  ),
  one(
    'a connection that is no longer given back',
    'src/main/java/com/acme/Dao.java',
    `
@@ -20,5 +20,4 @@ public class Dao {
-        try (Connection c = dataSource.getConnection()) {
-            return read(c);
-        }
+        Connection c = dataSource.getConnection();
+        return read(c);`,
    ['leak'],
  ),
  one(
    'a client that is no longer released',
    'src/db.js',
    `
@@ -20,5 +20,4 @@ async function run(sql) {
   const client = await pool.connect();
   const result = await client.query(sql);
-  client.release();
   return result;`,
    ['leak'],
  ),
  one(
    'a lock in Java',
    'src/main/java/com/acme/Seq.java',
    `
@@ -20,3 +20,3 @@ public class Seq {
-    public long next(String key) {
+    public synchronized long next(String key) {`,
    ['lock'],
  ),
  one(
    'a lock in Go',
    'internal/rates/rates.go',
    `
@@ -20,3 +20,5 @@ func (r *Rates) Get(k string) float64 {
+	r.mu.Lock()
+	defer r.mu.Unlock()
 	return r.fetch(k)`,
    ['lock'],
  ),
  one(
    'a lock that is not given back',
    'internal/rates/rates.go',
    `
@@ -20,4 +20,3 @@ func (r *Rates) Set(k string) {
 	r.mu.Lock()
-	defer r.mu.Unlock()
 	r.values[k] = 1`,
    ['lock'],
  ),
  one(
    'a row lock',
    'app/stock.py',
    `
@@ -20,3 +20,3 @@
-    item = Item.objects.get(sku=sku)
+    item = Item.objects.select_for_update().get(sku=sku)`,
    ['lock'],
  ),
  one(
    'a pause',
    'src/main/kotlin/Sync.kt',
    `
@@ -20,3 +20,4 @@ fun handle(request: Request) {
+    Thread.sleep(500)
     respond(request)`,
    ['blocking_call'],
  ),
  one(
    'waiting for a task in C#',
    'src/Controllers/Quote.cs',
    `
@@ -20,3 +20,3 @@
-            var quote = await _quotes.GetAsync(id);
+            var quote = _quotes.GetAsync(id).Result;`,
    ['blocking_call'],
  ),
  one(
    'reading a file synchronously',
    'src/render.js',
    `
@@ -20,3 +20,3 @@
-  const page = await fs.promises.readFile(path);
+  const page = fs.readFileSync(path);`,
    ['blocking_call'],
  ),
  one(
    'calls one after the other',
    'src/dashboard.ts',
    `
@@ -20,3 +20,4 @@
-  const [orders, users] = await Promise.all([loadOrders(), loadUsers()]);
+  const orders = await loadOrders();
+  const users = await loadUsers();`,
    ['concurrency'],
  ),
  one(
    'a pattern that takes long',
    'src/validate.ts',
    `
@@ -2,3 +2,3 @@
-const EMAIL = /^[^@\\s]+@[^@\\s]+$/;
+const EMAIL = /^([a-zA-Z0-9]+\\.?)+@([a-z]+\\.)+[a-z]+$/;`,
    ['regular_expression'],
  ),
  one(
    'a pattern that matches others',
    'app/routes.py',
    `
@@ -2,3 +2,3 @@
-SKU = re.compile(r"^[A-Z]{3}-\\d{4}$")
+SKU = re.compile(r"^[A-Z]{3}-\\d{6}$")`,
    ['regular_expression'],
  ),
];

export const dataCases: readonly DiffCase[] = [
  one(
    'an index dropped',
    'migrations/0042_drop.sql',
    `
@@ -0,0 +1,2 @@
+DROP INDEX CONCURRENTLY idx_orders_customer_id;`,
    ['index_removed'],
  ),
  one(
    'an index removed in Rails',
    'db/migrate/20260101_remove.rb',
    `
@@ -0,0 +1,5 @@
+class RemoveIndex < ActiveRecord::Migration[7.0]
+  def change
+    remove_index :orders, :customer_id
+  end
+end`,
    ['index_removed'],
  ),
  one(
    'an index removed from a model',
    'shop/models.py',
    `
@@ -4,3 +4,3 @@ class Order(models.Model):
-    customer_id = models.IntegerField(db_index=True)
+    customer_id = models.IntegerField()`,
    ['index_removed'],
  ),
  one(
    'a column dropped',
    'db/migration/V12__drop.sql',
    `
@@ -0,0 +1 @@
+ALTER TABLE users DROP COLUMN legacy_email;`,
    ['column_removed'],
  ),
  one(
    'a column renamed',
    'db/migration/V13__rename.sql',
    `
@@ -0,0 +1 @@
+ALTER TABLE users RENAME COLUMN mail TO email;`,
    ['column_removed'],
  ),
  one(
    'a table dropped in Knex',
    'migrations/20260101.js',
    `
@@ -0,0 +1,7 @@
+exports.up = async (knex) => {
+  await knex.schema.dropTable('coupons');
+};
+exports.down = async (knex) => {
+  await knex.schema.createTable('vouchers', () => {});
+};`,
    ['table_removed'],
  ),
  one(
    'an update of every row',
    'migrations/0043.sql',
    `
@@ -0,0 +1 @@
+UPDATE orders SET state = 'open';`,
    ['migration'],
  ),
  one(
    'a column that must not be null',
    'migrations/0044.sql',
    `
@@ -0,0 +1 @@
+ALTER TABLE orders ADD COLUMN region text NOT NULL;`,
    ['migration'],
  ),
  one(
    'an index built under a lock',
    'migrations/0045.sql',
    `
@@ -0,0 +1 @@
+CREATE INDEX idx_orders_region ON orders (region);`,
    ['migration'],
  ),
  one(
    'a topic renamed',
    'src/main/java/com/acme/Listener.java',
    `
@@ -4,3 +4,3 @@
-    @KafkaListener(topics = "orders.created")
+    @KafkaListener(topics = "orders.created.v2")`,
    ['topic'],
    'orders.created',
    'orders.created.v2',
  ),
  one(
    'a topic in YAML',
    'config/bindings.yaml',
    `
@@ -4,3 +4,3 @@ bindings:
-  topic: invoices
+  topic: invoices-eu`,
    ['topic'],
    'invoices',
    'invoices-eu',
  ),
  one(
    'eager loading removed',
    'app/controllers/orders_controller.rb',
    `
@@ -4,3 +4,3 @@ def index
-    @orders = Order.includes(:lines).where(open: true)
+    @orders = Order.where(open: true)`,
    ['query'],
  ),
  one(
    'a LIMIT removed',
    'internal/store/search.go',
    `
@@ -4,3 +4,3 @@
-	rows, err := db.Query("SELECT id, body FROM events WHERE tenant = $1 LIMIT 100", tenant)
+	rows, err := db.Query("SELECT id, body FROM events WHERE tenant = $1", tenant)`,
    ['query'],
  ),
  one(
    'a leading wildcard',
    'src/search.ts',
    `
@@ -4,3 +4,3 @@
-  const sql = "SELECT * FROM products WHERE name LIKE '" + q + "%'";
+  const sql = "SELECT * FROM products WHERE name LIKE '%" + q + "%'";`,
    ['query'],
  ),
  one(
    'a sort',
    'queries/report.sql',
    `
@@ -4,4 +4,5 @@
 SELECT id, total
 FROM orders
 WHERE tenant = :tenant
+ORDER BY LOWER(note)`,
    ['query'],
  ),
  one(
    'a name in JSON',
    'api/types.go',
    `
@@ -4,3 +4,3 @@ type Order struct {
-	Amount int \`json:"amount"\`
+	Amount int \`json:"amount_cents"\``,
    ['format'],
    'amount',
    'amount_cents',
  ),
  one(
    'a number in a protocol',
    'proto/order.proto',
    `
@@ -4,3 +4,3 @@ message Order {
-  string currency = 4;
+  string currency = 5;`,
    ['format'],
    '4',
    '5',
  ),
  one(
    'a format of dates',
    'src/main/java/com/acme/Dates.java',
    `
@@ -4,3 +4,3 @@
-    DateTimeFormatter F = DateTimeFormatter.ofPattern("yyyy-MM-dd");
+    DateTimeFormatter F = DateTimeFormatter.ofPattern("dd/MM/YYYY");`,
    ['format'],
  ),
  one(
    'a unit',
    'src/main/java/com/acme/Clock.java',
    `
@@ -4,3 +4,3 @@
-        return TimeUnit.SECONDS.toMillis(age);
+        return TimeUnit.MINUTES.toMillis(age);`,
    ['unit'],
    'SECONDS',
    'MINUTES',
  ),
  one(
    'a conversion',
    'src/price.js',
    `
@@ -4,3 +4,3 @@
-  const amount = price * 100;
+  const amount = price / 100;`,
    ['unit'],
  ),
  one(
    'a certificate check',
    'client/tls.go',
    `
@@ -4,3 +4,3 @@
-		MinVersion: tls.VersionTLS12,
+		MinVersion: tls.VersionTLS13,`,
    ['certificate'],
  ),
  one(
    'TLS towards a database',
    'config/database.yml',
    `
@@ -4,3 +4,3 @@ production:
-  sslmode: require
+  sslmode: verify-full`,
    ['certificate'],
  ),
  one(
    'authorisation in Java',
    'src/main/java/com/acme/OrderController.java',
    `
@@ -4,3 +4,4 @@
+    @PreAuthorize("hasRole('ADMIN')")
     @GetMapping("/orders")
     public List<Order> list() {`,
    ['authentication'],
  ),
  one(
    'an audience of tokens',
    'src/auth.ts',
    `
@@ -4,3 +4,3 @@
-    audience: 'api://orders',
+    audience: 'api://orders-v2',`,
    ['authentication'],
  ),
  one(
    'a header',
    'src/client.ts',
    `
@@ -4,3 +4,3 @@
-    headers: { 'Content-Type': 'application/json' },
+    headers: { 'Content-Type': 'application/vnd.acme+json' },`,
    ['header'],
  ),
  one(
    'a stricter validation',
    'src/main/java/com/acme/OrderRequest.java',
    `
@@ -4,3 +4,4 @@ public class OrderRequest {
+    @NotNull
     private String region;`,
    ['validation'],
  ),
  one(
    'a stricter schema',
    'src/schema.ts',
    `
@@ -4,3 +4,3 @@
-export const Order = z.object({ id: z.string(), note: z.string().optional() });
+export const Order = z.object({ id: z.string(), note: z.string() }).strict();`,
    ['validation'],
  ),
];
