import type { Request } from './request.ts';
import type { RequestEvent } from './request-events.ts';

/** What somebody is told of an application. */
export type TidingsKind =
  | 'routed'
  | 'reminded'
  | 'deputies-told'
  | 'decided'
  | 'withdrawn'
  | 'revoked'
  | 'counter-sign';

export interface Tidings {
  readonly person: string;
  readonly kind: TidingsKind;
}

/**
 * Who is told of an event, and what. Nobody is told of what they did themselves.
 * @param after the application after the event.
 * @param holdersOf the holders of a role for this asker, absent or not: who has to see what a deputy decided.
 */
export function tidingsOf(
  event: RequestEvent,
  after: Request,
  askedBefore: readonly string[],
  holdersOf: (role: string) => readonly string[],
): Tidings[] {
  const to = (kind: TidingsKind, persons: readonly string[]): Tidings[] =>
    [...new Set(persons)].filter((person) => person !== event.by).map((person) => ({ person, kind }));
  switch (event.type) {
    case 'routed':
      return to(
        'routed',
        event.data.asked.flatMap(({ persons }) => persons),
      );
    case 'reminded':
      return to(
        'reminded',
        after.asked.flatMap(({ persons }) => persons),
      );
    case 'deputies-told':
      return to('deputies-told', event.data.deputies);
    case 'decided':
      return [
        // In the middle of a chain the next post is told, by being asked.
        ...(after.status === 'waiting' ? [] : to('decided', [after.asker])),
        ...(event.data.deputy ? to('counter-sign', holdersOf(event.data.role)) : []),
      ];
    case 'covered':
      return after.status === 'waiting' ? [] : to('decided', [after.asker]);
    case 'withdrawn':
      return to('withdrawn', askedBefore);
    case 'revoked':
      return to('revoked', [after.asker]);
    case 'requested':
    case 'counter-signed':
    case 'press-refused':
      return [];
  }
}
