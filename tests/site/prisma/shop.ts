// A site with Prisma: the catalogue, an order, its payment, what its customer sees, a change of mind, a request.
import assert from 'node:assert'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './client/client'

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) })
const place = async (order: object) =>
  (await prisma.$queryRaw<any[]>`SELECT krafta_place(${JSON.stringify(order)}::jsonb) AS placed`)[0].placed
const report = async (payment: object) =>
  (await prisma.$queryRaw<any[]>`SELECT krafta_report(${JSON.stringify(payment)}::jsonb) AS reported`)[0].reported

const today = new Date().toLocaleDateString('sv', { timeZone: 'America/Caracas' })
const product = await prisma.product.findFirstOrThrow({ where: { active: true }, orderBy: { sku: 'asc' } })
const rate = await prisma.exchangeRate.findFirstOrThrow({
  where: { ended: null, valueDate: { gte: new Date(today) } }, orderBy: { valueDate: 'asc' },
})

const order = {
  customer: { name: 'María Fernández', phone: '0414-555.12.34', id_doc: 'V-12.345.678', email: null },
  delivery: { method: 'NATIONAL_SHIPPING', city: 'Valencia', address: 'Av. Bolívar, casa 4' },
  items: [{ sku: product.sku, quantity: 2 }],
}
// The same call again, as after a connection that was lost, is the same order.
const once = { ...order, operation: randomUUID() }
const placed = await place(once)
assert.deepEqual(await place(once), placed)
const payment = {
  order: placed.number, method: 'PAGO_MOVIL', amount: placed.due, currency: 'VES', paid_on: today,
  account: placed.accounts[0].alias, origin_bank: '0105', reference: '00482913', payer_phone: '0414-555.12.34',
  picture: readFileSync(process.env.RECEIPT!).toString('base64'),
}
assert.equal((await report(payment)).payment, 'REPORTED')

const seen = await prisma.order.findUniqueOrThrow({
  where: { number: placed.number },
  include: { items: true, quotes: true, events: true, payments: true, assignments: true, refunds: true, requests: true },
})
assert.equal(seen.paymentStatus, 'REPORTED')
assert.equal(seen.dueAmount.toFixed(2), rate.rate.times(seen.totalAmount).toFixed(2))
assert.equal(seen.payments[0].amount.toFixed(2), placed.due)
assert.deepEqual(seen.events.map(event => event.edge), ['P1', 'P2'])

// The customer gives another one up before paying: the order's next event, and its status follows.
const other = await prisma.order.findUniqueOrThrow({ where: { number: (await place(order)).number } })
await prisma.orderEvent.create({ data: {
  orderId: other.id, seq: other.eventSeq + 1n, at: new Date(), lane: 'PAYMENT', edge: 'P11',
  fromStatus: 'PENDING', toStatus: 'CANCELLED', actorRole: 'CUSTOMER', actorName: 'cliente', text: null,
} })
await assert.rejects(report({ ...payment, order: other.number }), /krafta:order-takes-no-proof/)
await assert.rejects(prisma.order.update({ where: { id: seen.id }, data: { paymentStatus: 'CONFIRMED' } }), /denied/)

// What only Krafta does is asked for, and answered in the same row; the same again is the same request.
const request = { id: randomUUID(), orderId: seen.id, kind: 'REFUND', reason: 'Ya no lo necesito' }
await prisma.request.create({ data: request })
await prisma.request.createMany({ data: [request], skipDuplicates: true })
assert.equal((await prisma.request.findUniqueOrThrow({ where: { id: request.id } })).outcome, null)

// Where production and the back office speak to the customer.
const made = await prisma.productionAssignment.findFirstOrThrow({ include: { order: true } })
assert.ok(made.order.productionStatus && (await prisma.operator.findFirst())?.displayName)

await prisma.$disconnect()
console.log(seen.number)
