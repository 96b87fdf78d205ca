// `drizzle-kit pull` writes the tables as they are into pulled/schema.ts: of those the site may not read, nothing is asked.
export default {
  dialect: 'postgresql',
  out: './pulled',
  dbCredentials: { url: process.env.DATABASE_URL },
  tablesFilter: ['products', 'exchange_rates', 'bank_accounts', 'orders', 'order_events', 'payment_submissions', 'requests', 'site_*'],
}
