/** Ordinary edits of every day, in many languages: a path and its diff. */
export const widerEdits: readonly (readonly [path: string, diff: string])[] = [
  [
    'src/agent.ts',
    '@@\n-    res.status(500).json({ error: name + " not found" });\n+    res.status(500).json({ error: name + " not found", scope: "org" });',
  ],
  [
    'src/cart.ts',
    '@@\n-  const sum = total(lines);\n+  const amount = total(lines);\n-  return sum;\n+  return amount;',
  ],
  ['app/orders.py', '@@\n-    logger.info("order %s placed", order.id)\n+    logger.info("placed order %s", order.id)'],
  ['app/orders.py', '@@\n-def load(key):\n+def load(key: str) -> Order:'],
  ['app/orders.py', '@@\n-import sys\n-import os\n+import os\n+import sys'],
  ['internal/cart/cart.go', '@@\n-// Total adds up.\n+// Total adds up the lines.\n func Total(ls []Line) int {'],
  [
    'internal/cart/cart.go',
    '@@\n+var evictions = prometheus.NewCounter(prometheus.CounterOpts{Name: "cart_evictions_total"})',
  ],
  [
    'src/main/java/shop/Order.java',
    '@@\n-        for (Line line : lines) {\n-            sum += line.cents();\n-        }\n-        return sum;\n+        return lines.stream().mapToLong(Line::cents).sum();',
  ],
  ['src/main/java/shop/Order.java', '@@\n-    private String name;\n+    private final String name;'],
  ['src/main/kotlin/Order.kt', '@@\n-class Order(val id: String)\n+data class Order(val id: String)'],
  ['app/models/order.rb', '@@\n-    name.gsub("_", " ")\n+    name.tr("_", " ")'],
  [
    'Handlers/Order.cs',
    '@@\n-        var result = new List<Item>();\n-        foreach (var row in rows) result.Add(Map(row));\n-        return result;\n+        return rows.Select(Map).ToList();',
  ],
  [
    'Handlers/Order.cs',
    '@@\n-        if (order == null) { throw new ArgumentNullException(nameof(order)); }\n+        ArgumentNullException.ThrowIfNull(order);',
  ],
  ['deploy/staging/orders.yaml', '@@\n-  replicas: 3\n+  replicas: 1'],
  ['config/values-dev.yaml', '@@\n-  poolSize: 20\n+  poolSize: 2'],
  ['charts/orders/values.yaml', '@@\n   podAnnotations:\n-    team: checkout\n+    team: orders'],
  ['infra/main.tf', '@@\n   tags = {\n-    owner = "team-a"\n+    owner = "team-b"\n   }'],
  [
    'src/list.ts',
    '@@\n-  if (items.length > 0) {\n-    return render(items);\n-  }\n-  return empty;\n+  if (items.length === 0) return empty;\n+  return render(items);',
  ],
  ['src/list.ts', `@@\n-  return 'Hello ' + name;\n+  return \`Hello \${name}\`;`],
  ['src/list.ts', '@@\n-  const size = 20;\n+  const defaultSize = 20;\n-  take(size);\n+  take(defaultSize);'],
  [
    'src/price.go',
    '@@\n-	if err != nil {\n-		return nil, err\n-	}\n+	if err != nil {\n+		return nil, fmt.Errorf("price: %w", err)\n+	}',
  ],
  ['web/src/theme.ts', "@@\n-  primary: '#1a73e8',\n+  primary: '#0b57d0',"],
  ['app/views/show.erb', '@@\n-<h1>Orders</h1>\n+<h1>Your orders</h1>'],
  ['scripts/report.py', '@@\n-print("done")\n+print("all done")'],
];
