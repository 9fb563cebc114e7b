import { type DiffCase, one } from './cases.ts';

export const quietCases: readonly DiffCase[] = [
  one(
    'a timeout of a test',
    'src/pool.test.ts',
    `
@@ -4,3 +4,3 @@
-  jest.setTimeout(30000);
+  jest.setTimeout(500);`,
    [],
  ),
  one(
    'a timeout of a test in Go',
    'internal/store/db_test.go',
    `
@@ -4,3 +4,3 @@
-	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
+	ctx, cancel := context.WithTimeout(ctx, 1*time.Second)`,
    [],
  ),
  one(
    'a message that speaks of a timeout',
    'src/client.ts',
    `
@@ -4,3 +4,3 @@
-    logger.warn('timeout after 30 seconds, retrying');
+    logger.warn('timeout after 60 seconds, will retry');`,
    [],
  ),
  one(
    'an error text that speaks of a limit',
    'app/errors.py',
    `
@@ -4,3 +4,3 @@
-    raise QuotaError("limit of 100 requests reached")
+    raise QuotaError("the limit of 200 requests was reached")`,
    [],
  ),
  one(
    'a comment',
    'internal/pool.go',
    `
@@ -4,3 +4,3 @@
-// max connections: 50
+// max connections: 5`,
    [],
  ),
  one(
    'a comment at the end of a line',
    'config/app.yaml',
    `
@@ -4,3 +4,3 @@
-timeout: 5s # was 3s
+timeout: 5s # raised from 3s in May`,
    [],
  ),
  one(
    'a block comment',
    'src/main/java/com/acme/A.java',
    `
@@ -4,5 +4,5 @@
 /**
- * Pool size = 50, timeout = 30
+ * Pool size = 5, timeout = 3
  */
 class A {`,
    [],
  ),
  one(
    'a docstring',
    'app/pool.py',
    `
@@ -4,5 +4,5 @@ def pool():
     """
-    Opens a pool with max_connections=50.
+    Opens a pool with max_connections=5.
     """
     return build()`,
    [],
  ),
  one(
    'gofmt',
    'main.go',
    `
@@ -4,4 +4,4 @@
-	cfg := Config{Timeout: 5*time.Second, Pool:50}
+	cfg := Config{Timeout: 5 * time.Second, Pool: 50}`,
    [],
  ),
  one(
    'a call over several lines',
    'src/a.ts',
    `
@@ -4,3 +4,6 @@
-const pool = new Pool({ max: 50, timeout: 3000 });
+const pool = new Pool({
+  max: 50,
+  timeout: 3000,
+});`,
    [],
  ),
  one(
    'a rename of a variable',
    'src/a.ts',
    `
@@ -4,5 +4,5 @@
-const maxConns = 50;
-const pool = open(maxConns);
+const poolLimit = 50;
+const pool = open(poolLimit);`,
    [],
  ),
  one(
    'a rename of a function',
    'app/a.py',
    `
@@ -4,5 +4,5 @@
-def fetch_user(user_id):
+def load_user(user_id):
     return db.query(User).get(user_id)`,
    [],
  ),
  one(
    'imports in another order',
    'src/a.ts',
    `
@@ -1,4 +1,4 @@
-import { cache } from './cache';
 import { pool } from './pool';
+import { cache } from './cache';`,
    [],
  ),
  one(
    'a function moved within the file',
    'src/a.js',
    `
@@ -1,6 +1,3 @@
-function stock(id) {
-  return cache.get(id);
-}
 
 function other() {}
@@ -20,3 +17,6 @@
 function last() {}
+function stock(id) {
+  return cache.get(id);
+}`,
    [],
  ),
  one(
    'styles',
    'web/app.css',
    `
@@ -1,3 +1,3 @@
-  transition: opacity 500ms;
+  transition: opacity 50ms;`,
    [],
  ),
  one(
    'documentation',
    'docs/pool.md',
    `
@@ -1,3 +1,3 @@
-Set pool_size = 50.
+Set pool_size = 5.`,
    [],
  ),
  one(
    'a pipeline',
    '.github/workflows/ci.yml',
    `
@@ -1,3 +1,3 @@
-    timeout-minutes: 30
+    timeout-minutes: 5`,
    [],
  ),
  one(
    'a lock file',
    'package-lock.json',
    `
@@ -1,3 +1,3 @@
-      "version": "1.2.3",
+      "version": "2.0.0",`,
    [],
  ),
  one(
    'a delay of the page',
    'web/src/Toast.tsx',
    `
@@ -1,3 +1,3 @@
-  setTimeout(() => hide(), 3000);
+  setTimeout(() => hide(), 1500);`,
    [],
  ),
  one(
    'a code of an error',
    'pkg/errors/codes.go',
    `
@@ -1,3 +1,3 @@
-	ErrTimeoutCode = 17
+	ErrTimeoutCode = 18`,
    [],
  ),
  one(
    'a unit that says the same',
    'config/app.yaml',
    `
@@ -1,3 +1,3 @@
-timeout: 5s
+timeout: 5000ms`,
    [],
  ),
  one(
    'a unit in the name that says the same',
    'src/a.ts',
    `
@@ -1,3 +1,3 @@
-const requestTimeoutMs = 5000;
+const requestTimeoutSeconds = 5;`,
    [],
  ),
  one(
    'a new function that nobody calls yet',
    'src/new-feature.ts',
    `
@@ -0,0 +1,7 @@
+export async function slow(ids: string[]) {
+  for (const id of ids) {
+    await fetch(url + id);
+  }
+  const timeout = 5;
+  cache.clear();
+}`,
    [],
  ),
  one(
    'an index dropped on the way down',
    'migrations/0001_add.sql',
    `
@@ -0,0 +1,5 @@
+-- +goose Up
+CREATE INDEX CONCURRENTLY idx_a ON orders (a);
+-- +goose Down
+DROP INDEX idx_a;`,
    [],
  ),
  one(
    'a migration back in a file of its own',
    'migrations/0001_add.down.sql',
    `
@@ -0,0 +1 @@
+DROP TABLE orders;`,
    [],
  ),
  one(
    'an index on a table that is new',
    'migrations/0002.sql',
    `
@@ -0,0 +1,2 @@
+CREATE TABLE tags (id bigint primary key, name text NOT NULL);
+CREATE INDEX idx_tags_name ON tags (name);`,
    [],
  ),
  one(
    'a text for people',
    'src/views/home.rb',
    `
@@ -1,3 +1,3 @@
-    title = "Your cart"
+    title = "Your basket"`,
    [],
  ),
  one(
    'a message of a log',
    'src/main/java/com/acme/A.java',
    `
@@ -1,3 +1,3 @@
-        log.info("token accepted for {}", user);
+        log.info("access token accepted for {}", user);`,
    [],
  ),
  one(
    'a guard in other words',
    'src/a.ts',
    `
@@ -1,4 +1,4 @@
-  if (user === null || user === undefined) return;
+  if (user == null) return;
   send(user.mail);`,
    [],
  ),
  one(
    'a guard that became optional access',
    'src/a.ts',
    `
@@ -1,5 +1,4 @@
-  if (user !== null) {
-    send(user.mail);
-  }
+  send(user?.mail);`,
    [],
  ),
  one(
    'a function that went away with its guards',
    'internal/a.go',
    `
@@ -10,8 +10,1 @@
-func old(c *Customer) int {
-	if c == nil {
-		return 0
-	}
-	return c.Total
-}
 func other() int { return 1 }`,
    [],
  ),
  one(
    'an error that is wrapped now',
    'internal/a.go',
    `
@@ -10,5 +10,5 @@
 	if err != nil {
-		return err
+		return fmt.Errorf("load order: %w", err)
 	}`,
    [],
  ),
  one(
    'a try around something else',
    'app/a.py',
    `
@@ -10,5 +10,5 @@
     try:
         send(order)
-    except Exception:
+    except SMTPException:
         queue(order)`,
    [],
  ),
  one(
    'a loop over what is there already',
    'src/a.ts',
    `
@@ -10,5 +10,6 @@ function total(items) {
   for (const item of items) {
+    sum += item.price * item.count;
     count += 1;
   }`,
    [],
  ),
  one(
    'a call in a loop that was there before',
    'src/a.ts',
    `
@@ -10,4 +10,4 @@
   for (const id of ids) {
-    const user = await userClient.get(id);
+    const account = await userClient.get(id);
   }`,
    [],
  ),
  one(
    'a loop that waits for messages',
    'worker/main.go',
    `
@@ -10,4 +10,5 @@ func run() {
 	for {
+		item, err := client.Next(ctx)
 		handle(item)
 	}`,
    [],
  ),
  one(
    'a cache by another name',
    'src/a.ts',
    `
@@ -10,3 +10,3 @@
-  return userCache.get(id);
+  return accountCache.get(id);`,
    [],
  ),
  one(
    'a map inside a function',
    'src/a.go',
    `
@@ -10,3 +10,5 @@ func group(rows []Row) map[string]int {
+	counts := map[string]int{}
+	for _, row := range rows { counts[row.Key]++ }
 	return counts`,
    [],
  ),
  one(
    'a collection that is emptied as well',
    'src/a.ts',
    `
@@ -1,3 +1,9 @@
+const pending = new Map();
 export function start(id) {
+  pending.set(id, Date.now());
 }
 export function end(id) {
+  pending.delete(id);
 }`,
    [],
  ),
  one(
    'a level of one statement that is quieter',
    'src/a.go',
    `
@@ -10,3 +10,3 @@
-	log.Info("order accepted")
+	log.Debug("order accepted")`,
    [],
  ),
  one(
    'the year in a licence',
    'src/a.ts',
    `
@@ -1,3 +1,3 @@
-// Copyright 2025 Acme. All rights reserved. Limit of liability: 100
+// Copyright 2026 Acme. All rights reserved. Limit of liability: 200`,
    [],
  ),
  one(
    'a link to documentation',
    'package.json',
    `
@@ -1,3 +1,3 @@
-  "homepage": "https://acme.example/old",
+  "homepage": "https://acme.example/new",`,
    [],
  ),
  one(
    'the image of the deploy itself',
    'k8s/orders.yaml',
    `
@@ -1,3 +1,3 @@
-        image: registry.acme.example/orders:1.4.2
+        image: registry.acme.example/orders:1.5.0`,
    [],
  ),
  one(
    'labels of a deployment',
    'k8s/orders.yaml',
    `
@@ -1,4 +1,4 @@
   labels:
-    app.kubernetes.io/version: "1.4.2"
+    app.kubernetes.io/version: "1.5.0"`,
    [],
  ),
  one(
    'a metric',
    'src/a.py',
    `
@@ -1,3 +1,3 @@
-    statsd.increment("checkout.timeout")
+    statsd.increment("checkout.timeouts")`,
    [],
  ),
  one(
    'a type note',
    'src/a.ts',
    `
@@ -1,3 +1,3 @@
-function total(items: any[]): number {
+function total(items: Item[]): number {`,
    [],
  ),
  one('nothing at all', 'src/a.ts', '', []),
  one('binary files', 'web/logo.bin', 'Binary files differ', []),
  one(
    'the greatest of two numbers',
    'src/a.ts',
    `
@@ -1,3 +1,2 @@
-  const size = Math.max(a.size, 1);
   return size;`,
    [],
  ),
  one(
    'a template that says the same with other spaces',
    'chart/templates/d.yaml',
    `
@@ -1,3 +1,3 @@
-          cpu: {{.Values.cpu}}
+          cpu: {{ .Values.cpu }}`,
    [],
  ),
  one(
    'a link in a text',
    'app/a.py',
    `
@@ -1,3 +1,3 @@
-    # see https://acme.example/old
+    # see https://acme.example/new`,
    [],
  ),
  one(
    'another way to say none',
    'src/Order.cs',
    `
@@ -1,4 +1,4 @@
-            if (order == null)
+            if (order is null)
                 return;
             Send(order.Mail);`,
    [],
  ),
  one(
    'a field that is new in a protocol',
    'proto/order.proto',
    `
@@ -1,4 +1,5 @@ message Order {
   string id = 1;
+  string note = 2;`,
    [],
  ),
  one(
    'a column that may be null',
    'migrations/0046.sql',
    `
@@ -0,0 +1 @@
+ALTER TABLE orders ADD COLUMN note text;`,
    [],
  ),
  one(
    'an error that is given another name',
    'src/main/kotlin/A.kt',
    `
@@ -1,5 +1,5 @@
     } catch (e: Exception) {
-        log.error("failed", e)
+        log.error("could not load", e)
     }`,
    [],
  ),
  one(
    'a closed file by another means',
    'app/a.py',
    `
@@ -1,5 +1,4 @@
-    f = open(path)
-    data = f.read()
-    f.close()
+    with open(path) as f:
+        data = f.read()`,
    [],
  ),
  one(
    'a list of a deployment in another order',
    'k8s/a.yaml',
    `
@@ -1,5 +1,5 @@
         - name: POOL_SIZE
           value: "5"
-        - name: TIMEOUT_MS
-          value: "300"
         - name: OTHER
           value: "1"
+        - name: TIMEOUT_MS
+          value: "300"`,
    [],
  ),
];
