import type { Migration } from 'kysely';
import * as conversations from './migrations/0001-conversations.ts';
import * as events from './migrations/0002-events.ts';
import * as queues from './migrations/0003-queues.ts';

/**
 * Every change of the schema, run in the order of the names. One that has been released is never altered or taken away:
 * its name is written into the databases that it made.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-conversations': conversations,
  '0002-events': events,
  '0003-queues': queues,
};
