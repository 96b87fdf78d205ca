// `drizzle-kit pull` writes all tables down, into pulled/schema.ts; those that a site may not read, it only knows the names of.
export default { dialect: 'postgresql', out: './pulled', dbCredentials: { url: process.env.DATABASE_URL } }
