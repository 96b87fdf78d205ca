// A site with Drizzle, on the tables that `drizzle-kit pull` wrote down: the same as with Prisma.
import assert from 'node:assert'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { exchangeRates, orderEvents, orders, paymentSubmissions, products, requests, siteAssignments, siteOperators } from './pulled/schema'

const db = drizzle(process.env.DATABASE_URL!)
const place = async (order: object) =>
  (await db.execute(sql`SELECT krafta_place(${JSON.stringify(order)}::jsonb) AS placed`)).rows[0].placed as any
const report = async (payment: object) =>
  (await db.execute(sql`SELECT krafta_report(${JSON.stringify(payment)}::jsonb) AS reported`)).rows[0].reported as any
// Drizzle wraps what the database says: the token is in the cause.
const refused = (token: RegExp) => (error: any) => token.test(error.cause.message)

const today = new Date().toLocaleDateString('sv', { timeZone: 'America/Caracas' })
const [product] = await db.select().from(products).where(eq(products.active, true)).orderBy(asc(products.sku)).limit(1)
const [rate] = await db.select().from(exchangeRates)
  .where(and(isNull(exchangeRates.ended), gte(exchangeRates.valueDate, today))).orderBy(asc(exchangeRates.valueDate)).limit(1)

const order = {
  customer: { name: 'José Rodríguez', phone: '+58 424 5557788', id_doc: null },
  delivery: { method: 'PICKUP', city: null, address: null },
  items: [{ sku: product.sku, quantity: 3 }],
}
const placed = await place(order)
const payment = {
  order: placed.number, method: 'BANK_TRANSFER', amount: placed.due, currency: 'VES', paid_on: today,
  account: placed.accounts.find((account: any) => account.method === 'BANK_TRANSFER').alias, origin_bank: '0134', reference: '77120034',
  picture: readFileSync(process.env.RECEIPT!).toString('base64'),
}
assert.equal((await report(payment)).payment, 'REPORTED')

const [seen] = await db.select().from(orders).where(eq(orders.number, placed.number))
const events = await db.select().from(orderEvents).where(eq(orderEvents.orderId, seen.id)).orderBy(asc(orderEvents.seq))
const [reported] = await db.select().from(paymentSubmissions).where(eq(paymentSubmissions.orderId, seen.id))
assert.deepEqual([seen.paymentStatus, seen.rate, seen.dueAmount, reported.amount], ['REPORTED', rate.rate, placed.due, placed.due])
assert.deepEqual(events.map(event => event.edge), ['P1', 'P2'])

// The customer gives another one up before paying: the order's next event, and its status follows.
const [other] = await db.select().from(orders).where(eq(orders.number, (await place(order)).number))
await db.insert(orderEvents).values({
  orderId: other.id, seq: other.eventSeq + 1, at: new Date().toISOString(), lane: 'PAYMENT', edge: 'P11',
  fromStatus: 'PENDING', toStatus: 'CANCELLED', actorRole: 'CUSTOMER', actorName: 'cliente',
})
await assert.rejects(report({ ...payment, order: other.number }), refused(/^krafta:order-takes-no-proof /))
await assert.rejects(db.update(orders).set({ paymentStatus: 'CONFIRMED' }).where(eq(orders.id, seen.id)), refused(/denied/))

// What only Krafta does is asked for, and answered in the same row; the same again is the same request.
const request = { id: randomUUID(), orderId: seen.id, kind: 'REFUND', reason: 'Ya no lo necesito' }
await db.insert(requests).values(request).returning()
await db.insert(requests).values(request).onConflictDoNothing()
const [asked] = await db.select().from(requests).where(eq(requests.id, request.id))
assert.equal(asked.outcome, null)

// Where production and the back office speak to the customer.
const [made] = await db.select().from(siteAssignments).limit(1)
const [operator] = await db.select().from(siteOperators).limit(1)
assert.ok(made.status && operator.displayName)

await db.$client.end()
console.log(seen.number)
