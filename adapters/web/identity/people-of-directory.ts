import type { CurrentDirectory } from '../../../bot/directory.ts';
import {
  type Directory,
  type Person as Member,
  PERSON_POSTS,
} from '../../../knowledge/organisation/directory.ts';
import { postTitle } from '../../../knowledge/organisation/post-name.ts';
import type { People, Person } from './person.ts';

/** Where there is no directory: nobody can sign in. */
export const NOBODY: People = { byId: () => null, byEmail: () => null, all: () => [] };

/** The directory as the web channel asks it. */
export function peopleOf(directory: Pick<CurrentDirectory, 'current'>): People {
  const shown = (member: Member | undefined) => member && shownAs(member, directory.current);
  return {
    byId: (id) => shown(directory.current.person(id)) ?? null,
    byEmail(email) {
      // Only ASCII: the full rules for capitals make one letter of two (`K`, the Kelvin sign, and `k`).
      if (!/^[\x21-\x7e]+$/.test(email)) return null;
      return shown(directory.current.personByEmail(email)) ?? null;
    },
    all: () => inOrder(directory.current).map((member) => shownAs(member, directory.current)),
  };
}

/** As a person reads an organisation: bureau by bureau, its head before its sections, the head before the staff. */
function inOrder(directory: Directory): Member[] {
  const keyOf = (member: Member) => {
    const unit = directory.unitOf(member);
    const bureau = directory.bureauOf(unit);
    return [bureau.id, unit.id === bureau.id ? '' : unit.id, PERSON_POSTS.indexOf(member.post)].join('\n');
  };
  const keyed = directory.people.map((member) => ({ member, key: keyOf(member) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ member }) => member);
}

function shownAs(member: Member, directory: Directory): Person {
  const { id, name } = member;
  const unit = directory.unitOf(member);
  const bureau = directory.bureauOf(unit);
  const post = postTitle(member, directory);
  return { id, name, post, unit: unit.name, bureau: bureau.id === unit.id ? '' : bureau.name };
}
