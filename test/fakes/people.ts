import type { People, Person } from '../../adapters/web/identity/person.ts';
import type { PersonId } from '../../knowledge/organisation/directory.ts';

export interface FakePerson extends Person {
  readonly email: string;
}

export interface FakePeople extends People {
  readonly everyone: readonly FakePerson[];
  /** The person leaves the directory. */
  remove(id: string): void;
}

function person(id: string, name: string, bureau: string, unit: string, post: string): FakePerson {
  return { id: id as PersonId, name, bureau, unit, post, email: `${id}@city.aoba.example.jp` };
}

export const HEAD = person('kou', '氏名 甲', '総務局', '防災課', '防災課長');
export const CHIEF = person('otsu', '氏名 乙', '総務局', '防災課', '防災課 係長');
export const STAFF = person('hei', '氏名 丙', '財政局', '市民税課', '市民税課 職員');

/** A directory of three. */
export function createFakePeople(): FakePeople {
  const people = new Map([HEAD, CHIEF, STAFF].map((one) => [one.id as string, one]));
  return {
    everyone: [...people.values()],
    byId: (id) => people.get(id) ?? null,
    byEmail: (email) => [...people.values()].find((one) => one.email === email.toLowerCase()) ?? null,
    all: () => [...people.values()],
    remove: (id) => void people.delete(id),
  };
}
