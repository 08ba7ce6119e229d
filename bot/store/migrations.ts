import type { Migration } from 'kysely';
import * as conversations from './migrations/0001-conversations.ts';

/**
 * Every change of the schema, run in the order of the names. One that has been released is never altered or taken away:
 * its name is written into the databases that it made.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-conversations': conversations,
};
