import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'integer', (column) => column.notNull().unique())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('order_key', 'text')
    .addColumn('wanted', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due', 'text')
    .addColumn('worker', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('uncertain', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('ended', 'text')
    .addColumn('seal', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['due', 'number']).execute();
  await db.schema.createIndex('outbox_order').on('outbox').columns(['order_key', 'number']).execute();
  await db.schema.createIndex('outbox_ended').on('outbox').column('ended').execute();

  await db.schema
    .createTable('inbox')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull().unique())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('received', 'text', (column) => column.notNull())
    .addColumn('due', 'text')
    .addColumn('worker', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('ended', 'text')
    .addColumn('seal', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('inbox_key', ['channel', 'id'])
    .execute();
  await db.schema.createIndex('inbox_due').on('inbox').columns(['due', 'number']).execute();
  await db.schema.createIndex('inbox_ended').on('inbox').column('ended').execute();

  await db.schema
    .createTable('timer')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due', 'text')
    .addColumn('worker', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('ended', 'text')
    .addColumn('seal', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('timer_due').on('timer').columns(['due', 'key']).execute();
  await db.schema.createIndex('timer_ended').on('timer').column('ended').execute();
}
