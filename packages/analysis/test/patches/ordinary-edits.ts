/** Path and diff of changes as they are made every day, none of which alters how a service behaves under load or failure. */
export const ordinaryEdits: [string, string][] = [
  [
    'src/a.ts',
    `@@
-  const result = items.filter((x) => x.active).map((x) => x.id);
+  const result = items.flatMap((x) => (x.active ? [x.id] : []));`,
  ],
  [
    'src/a.ts',
    `@@
-export function getUserName(user: User) {
+export function userName(user: User): string {
   return user.name;`,
  ],
  [
    'src/A.java',
    `@@
-        for (int i = 0; i < items.size(); i++) {
-            total += items.get(i).getPrice();
-        }
+        total = items.stream().mapToLong(Item::getPrice).sum();`,
  ],
  [
    'src/A.java',
    `@@
-        log.error("Payment failed: timeout=" + timeout);
+        log.error("Payment failed: timeout={}", timeout);`,
  ],
  [
    'app/a.py',
    `@@
-    logger.info("retry %s of 3", n)
+    logger.info("attempt %s of 5", n)`,
  ],
  [
    'app/a.py',
    `@@
-def total(order, rate=0.2):
+def total(order, rate=0.19):
     return order.net * (1 + rate)`,
  ],
  [
    'app/a.py',
    `@@
-    return "%s-%s" % (a, b)
+    return f"{a}-{b}"`,
  ],
  [
    'a.go',
    `@@
-	return nil, errors.New("user not found")
+	return nil, ErrUserNotFound`,
  ],
  [
    'a.go',
    `@@
-	for i := 0; i < len(xs); i++ {
-		use(xs[i])
-	}
+	for _, x := range xs {
+		use(x)
+	}`,
  ],
  [
    'a.go',
    `@@
-func (s *Server) handleOrder(w http.ResponseWriter, r *http.Request) {
+func (s *Server) handleOrders(w http.ResponseWriter, r *http.Request) {`,
  ],
  [
    'a.go',
    `@@
+	span, ctx := tracer.Start(ctx, "charge")
+	defer span.End()
 	return s.charge(ctx)`,
  ],
  [
    'a.go',
    `@@
+	ordersTotal.WithLabelValues("created").Inc()
 	return nil`,
  ],
  [
    'a.rb',
    `@@
-    render json: { total: cart.total }
+    render json: { total: cart.total, currency: cart.currency }`,
  ],
  [
    'a.rb',
    `@@
-  validates :name, presence: true
+  validates :name, presence: true # keep`,
  ],
  [
    'a.cs',
    `@@
-            return Ok(orders.Select(o => o.ToDto()));
+            return Ok(orders.Select(o => o.ToDto()).ToList());`,
  ],
  [
    'a.kt',
    `@@
-    val name = user.firstName + " " + user.lastName
+    val name = "\${user.firstName} \${user.lastName}"`,
  ],
  [
    'web/src/App.tsx',
    `@@
-      <Button color="primary" onClick={save}>Save</Button>
+      <Button color="secondary" onClick={save}>Save order</Button>`,
  ],
  [
    'web/src/Page.tsx',
    `@@
-      <Grid item xs={12} md={6} maxWidth={400}>
+      <Grid item xs={12} md={4} maxWidth={300}>`,
  ],
  [
    'k8s/a.yaml',
    `@@
   annotations:
-    deployed-at: "2026-01-01T10:00:00Z"
+    deployed-at: "2026-01-02T10:00:00Z"`,
  ],
  [
    'k8s/a.yaml',
    `@@
       annotations:
-        checksum/config: 8f2b1c
+        checksum/config: 9a77d0`,
  ],
  [
    'k8s/a.yaml',
    `@@
   labels:
+    team: payments
     app: orders`,
  ],
  [
    'chart/Chart.yaml',
    `@@
-version: 1.2.3
-appVersion: "2.0.1"
+version: 1.2.4
+appVersion: "2.0.2"`,
  ],
  [
    'infra/tags.tf',
    `@@
   tags = {
-    Owner = "team-a"
+    Owner = "team-b"
   }`,
  ],
  [
    'infra/alarms.tf',
    `@@ resource "aws_cloudwatch_metric_alarm" "cpu" {
-  threshold = 80
+  threshold = 90`,
  ],
  [
    'dashboards/a.json',
    `@@
-      "title": "Errors per minute",
+      "title": "Errors per second",`,
  ],
  [
    'alerts/rules.yaml',
    `@@
-    for: 5m
+    for: 10m`,
  ],
  [
    '.env.example',
    `@@
-POOL_SIZE=10
+POOL_SIZE=20`,
  ],
  [
    'src/constants.ts',
    `@@
-export const SUPPORT_EMAIL = 'help@acme.example';
+export const SUPPORT_EMAIL = 'support@acme.example';`,
  ],
  [
    'src/a.ts',
    `@@
-  // eslint-disable-next-line no-console
   console.log(x);`,
  ],
  [
    'src/a.ts',
    `@@
-import { Pool } from './pool';
+import { Pool } from './db/pool';`,
  ],
  [
    'src/a.ts',
    `@@
-  if (status === 404) return null;
+  if (response.status === 404) return null;`,
  ],
  [
    'src/a.ts',
    `@@
-  return cache.get(key) ?? null;
+  return cache.get(key) ?? undefined;`,
  ],
  [
    'src/a.ts',
    `@@
-  const rows = await db.query('SELECT id, name FROM users WHERE id = $1', [id]);
+  const rows = await db.query('SELECT id, name, email FROM users WHERE id = $1', [id]);`,
  ],
  [
    'src/a.ts',
    `@@
+  const receipt = await receiptClient.send(order);
   return order;`,
  ],
  [
    'src/a.py',
    `@@
-    assert isinstance(order, Order)
+    assert isinstance(order, Order), order`,
  ],
  [
    'src/A.java',
    `@@
+    @Override
     public String toString() {`,
  ],
  [
    'src/A.java',
    `@@
-    private final OrderRepository repo;
+    private final OrderRepository orders;`,
  ],
  [
    'src/A.java',
    `@@
-    /** Timeout in ms. */
-    private int timeout = 500;
+    /** Timeout in milliseconds. */
+    private int timeout = 500;`,
  ],
  [
    'i18n/en.json',
    `@@
-  "checkout.timeout": "Timed out after 30 seconds",
+  "checkout.timeout": "That took longer than 60 seconds",`,
  ],
  [
    'src/messages.properties',
    `@@
-error.limit=You can order up to 10 items
+error.limit=You can order up to 20 items`,
  ],
];
