import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CityPost,
  type Day,
  Directory,
  type DirectoryEntries,
  type InformationSystem,
  isAbsent,
  type Person,
  type PersonId,
  type SystemId,
  type Unit,
  type UnitId,
} from '../../../knowledge/organisation/directory.ts';
import { type Resolution, resolveRole } from '../../../knowledge/organisation/resolve-role.ts';
import { dayOf, sendaiRules } from './directory-files.ts';

/** Bureaus with sections with branch offices, of any shape; whether a section is main, a head there, is anyone's guess. */
const shape = fc.array(fc.array(fc.record({ branches: fc.nat(2) }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
});

const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25'].map(dayOf);
const anyDay = fc.constantFrom(...DAYS);

interface Member {
  readonly unit: number;
  readonly head: boolean;
  readonly deputy: boolean;
  readonly absence: readonly [Day, Day] | null;
}
const member: fc.Arbitrary<Member> = fc.record({
  unit: fc.nat(),
  head: fc.boolean(),
  deputy: fc.boolean(),
  absence: fc.option(fc.tuple(anyDay, anyDay), { nil: null }),
});

/** A directory that could have been read: one head a unit, deputies in sections, absences the right way round. */
const entries: fc.Arbitrary<DirectoryEntries> = fc
  .record({
    shape,
    main: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    members: fc.array(member, { minLength: 1, maxLength: 14 }),
    systems: fc.array(
      fc.record({ owner: fc.nat(), important: fc.boolean(), officers: fc.array(fc.nat(), { maxLength: 3 }) }),
      {
        maxLength: 3,
      },
    ),
    posts: fc.array(fc.record({ role: fc.nat(), by: fc.boolean(), at: fc.nat() }), { maxLength: 8 }),
  })
  .map((drawn) => {
    const units: Unit[] = [];
    const add = (unit: Omit<Unit, 'id' | 'name'>): UnitId => {
      const id = `u${units.length}` as UnitId;
      units.push({ id, name: `組織${units.length}`, ...unit });
      return id;
    };
    for (const [i, sections] of drawn.shape.entries()) {
      const bureau = add({ kind: 'bureau', parent: null, mainSection: false });
      for (const [j, { branches }] of sections.entries()) {
        const mainSection = j === 0 && drawn.main[i] === true;
        const section = add({ kind: 'section', parent: bureau, mainSection });
        for (let k = 0; k < branches; k += 1)
          add({ kind: 'branch-office', parent: section, mainSection: false });
      }
    }
    const headed = new Set<UnitId>();
    const people = drawn.members.map(({ unit, head, deputy, absence }, i): Person => {
      const at = nth(units, unit);
      const isHead = head && !headed.has(at.id);
      if (isHead) headed.add(at.id);
      const [from, to] = [...(absence ?? [])].sort();
      return {
        id: `p${i}` as PersonId,
        name: `人${i}`,
        unit: at.id,
        post: isHead ? 'head' : 'staff',
        roles: deputy && at.kind !== 'bureau' ? ['deputy-information-manager'] : [],
        absence: from === undefined || to === undefined ? null : { from, to },
        email: null,
        phone: null,
        slackId: null,
        teamsId: null,
      };
    });
    const systems = drawn.systems.map(
      ({ owner, important, officers }, i): InformationSystem => ({
        id: `s${i}` as SystemId,
        name: `システム${i}`,
        important,
        owner: nth(units, owner).id,
        officers: [...new Set(officers.map((officer) => nth(people, officer).id))],
      }),
    );
    const cityRoles = ['ciso', 'network-manager', 'csirt-head', 'csirt-staff'];
    const posts: CityPost[] = [];
    for (const { role, by, at } of drawn.posts) {
      const name = nth(cityRoles, role);
      if (name !== 'csirt-staff' && posts.some((post) => post.role === name)) continue;
      const holder = by ? { unit: nth(units, at).id } : { person: nth(people, at).id };
      posts.push({ role: name, holder, phone: null });
    }
    return { units, people, systems, posts };
  });

function nth<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there are no values');
  return value;
}

/** Every role for every person about every system, and about none, on a day. */
function everything(directory: Directory, day: Day): (Resolution & { readonly asker: Person })[] {
  return directory.people.flatMap((asker) =>
    [...sendaiRules.values()].flatMap((rule) =>
      [null, ...directory.systems].map((system) => ({
        asker,
        ...resolveRole({ asker, rule, system, day }, directory, sendaiRules),
      })),
    ),
  );
}

/** What of a resolution cannot be. Named, not asserted one by one: there are hundreds of thousands of them. */
function faultsOf(asker: Person, resolution: Resolution, directory: Directory, day: Day): readonly string[] {
  const { persons, reason, because, post, answeredBy, deputising } = resolution;
  const ends = /(?:です|へ|（どの情報システムかを確かめてください）|該当する人がいません)$/u;
  const checks: readonly (readonly [fault: string, holds: boolean])[] = [
    ['somebody unknown', persons.every((person) => directory.person(person.id) === person)],
    ['somebody absent', persons.every((person) => !isAbsent(person, day))],
    ['the asker', !persons.includes(asker)],
    ['somebody twice', new Set(persons).size === persons.length],
    ['no reason', ends.test(reason)],
    ['a reason for nobody', reason.endsWith('該当する人がいません') === (persons.length === 0)],
    ['no clause', because.length > 0],
    ['a clause twice', new Set(because).size === because.length],
    ['no post', post !== ''],
    ['an unknown role', sendaiRules.has(answeredBy)],
    ['a deputy without the clause', deputising === null || because.includes(deputising.clause)],
  ];
  return checks.flatMap(([fault, holds]) => (holds ? [] : [`${asker.id} ${resolution.role}: ${fault}`]));
}

describe('whatever the directory', () => {
  it('a role comes to persons who are there and are not the asker, and says why', () => {
    fc.assert(
      fc.property(entries, anyDay, (drawn, day) => {
        const directory = new Directory(drawn);
        expect(
          everything(directory, day).flatMap(({ asker, ...found }) => faultsOf(asker, found, directory, day)),
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('nobody is left only where the CISO is absent, the asker, or not appointed', () => {
    fc.assert(
      fc.property(entries, anyDay, (drawn, day) => {
        const directory = new Directory(drawn);
        const [ciso] = directory.postsOf('ciso');
        const holder =
          ciso === undefined
            ? undefined
            : directory.people.find((person) =>
                'person' in ciso.holder
                  ? person.id === ciso.holder.person
                  : person.unit === ciso.holder.unit && person.post === 'head',
              );
        const withoutCause = everything(directory, day).filter(
          ({ asker, persons }) =>
            persons.length === 0 && holder !== undefined && holder !== asker && !isAbsent(holder, day),
        );
        expect(withoutCause.map(({ asker, role }) => [asker.id, role])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(entries, anyDay, fc.integer(), (drawn, day, seed) => {
        const mixed = <T>(values: readonly T[]): T[] =>
          values
            .map((value, i) => ({ value, key: Math.imul(seed + i, 2_654_435_761) }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value);
        const other: DirectoryEntries = {
          units: mixed(drawn.units),
          people: mixed(drawn.people),
          systems: mixed(drawn.systems.map((system) => ({ ...system, officers: mixed(system.officers) }))),
          posts: mixed(drawn.posts),
        };
        const plain = (all: readonly Resolution[]) =>
          all.map(({ persons, post, because, reason }) => [
            persons.map(({ id }) => id),
            post,
            because,
            reason,
          ]);
        expect(plain(everything(new Directory(other), day))).toEqual(
          plain(everything(new Directory(drawn), day)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
