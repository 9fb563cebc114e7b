/** A connection for each request becomes a pool of eight; a declined card returns before its connection is given back. */
export const poolDiffs = {
  'src/processor/pool.ts': `@@ -0,0 +1,11 @@
+import { createPool } from 'generic-pool';
+import { connect } from './connect.js';
+import { processorUrl } from '../config.js';
+
+/** Shared by all tenants. */
+export const processorPool = createPool(
+  { create: () => connect(processorUrl), destroy: (connection) => connection.close() },
+  { max: 8, acquireTimeoutMillis: 30_000 },
+);
+
+export type ProcessorPool = typeof processorPool;`,
  'src/processor/client.ts': `@@ -1,5 +1,4 @@
-import { connect } from './connect.js';
-import { processorUrl } from '../config.js';
+import { processorPool } from './pool.js';
 import type { Card, Money, Receipt } from '../types.js';
 
@@ -14,10 +13,9 @@ export async function charge(card: Card, amount: Money): Promise<Receipt> {
-  const connection = await connect(processorUrl);
-  try {
-    return await connection.post('/charges', { card, amount });
-  } finally {
-    await connection.close();
-  }
+  const connection = await processorPool.acquire();
+  const receipt = await connection.post('/charges', { card, amount });
+  if (receipt.status === 'declined') return receipt;
+  await processorPool.release(connection);
+  return receipt;
 }`,
  'package.json': `@@ -18,5 +18,6 @@
   "dependencies": {
     "fastify": "5.6.1",
+    "generic-pool": "3.9.0",
     "pino": "9.9.0"
   }`,
} as const;

/** A list is sorted otherwise: nothing that could make anything time out. */
export const warehouseDiffs = {
  'src/stock/nearest-warehouse.ts': `@@ -22,4 +22,4 @@ export function stockOf(product: Product, near: Place): Stock[] {
   const stocks = warehouses.map((warehouse) => warehouse.stockOf(product));
-  return stocks.sort((a, b) => b.count - a.count);
+  return stocks.sort((a, b) => distance(a.place, near) - distance(b.place, near));
 }`,
  'src/stock/nearest-warehouse.test.ts': `@@ -9,3 +9,7 @@ describe('stock', () => {
+  test('the nearest warehouse comes first', () => {
+    expect(stockOf(lamp, berlin)[0]?.place).toBe(potsdam);
+  });
+
   test('an unknown product has none', () => {`,
} as const;
