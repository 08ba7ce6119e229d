import { dayInJapan } from '../../knowledge/organisation/day.ts';
import type { Directory, Person } from '../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../knowledge/organisation/resolve-role.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { type Asker, type NamedPerson, NOBODY, type Superior } from './guided/asker.ts';
import { tidy } from './guided/phrases.ts';

/** Who may start an exercise, and whose numbers are shown to who is not signed in: the posts of the CSIRT (2.2.8, 2.2.9, 2.2.10). */
const CSIRT = ['csirt-head', 'csirt-staff', 'csirt-manager'] as const;
/** Those whom a report may be about, the nearest first (2.1.3, 2.1.2, 2.2.1). */
const SUPERIORS = ['information-manager', 'bureau-information-manager', 'ciso'] as const;

/** What a report has to know of somebody, from the directory as it is at this moment. */
export function askerOf(personId: string | null, directory: Directory, at: Date, pack: Pack): Asker {
  const asker = personId === null ? undefined : directory.person(personId);
  if (asker === undefined) return NOBODY;
  const resolved = (role: string) => {
    const rule = pack.roleRules.get(role);
    if (rule === undefined) return null;
    const query = { asker, rule, system: null, day: dayInJapan(at), own: 'counts' } as const;
    const found = resolveRole(query, directory, pack.roleRules);
    return found.answeredBy === role ? found : null;
  };
  const superiors = SUPERIORS.flatMap((role): Superior[] => {
    const found = resolved(role);
    return (found?.persons ?? []).map(({ id, name, phone }) => ({
      id,
      name,
      phone,
      post: found?.post ?? '',
    }));
  });
  const section = directory.sectionOf(directory.unitOf(asker));
  return {
    known: true,
    phone: asker.phone,
    colleagues: (section === null ? [] : directory.membersOf(section))
      .filter((one) => one !== asker)
      .map(named),
    superiors: superiors.filter(
      ({ id }, at) => id !== asker.id && superiors.findIndex((one) => one.id === id) === at,
    ),
    called(name) {
      const wanted = tidy(name);
      return directory.people.filter((one) => tidy(one.name) === wanted).map(named);
    },
    nameOf: (id) => directory.person(id)?.name ?? id,
    drillPosts: CSIRT.some((role) => resolved(role)?.persons.includes(asker)) ? drillPosts(pack) : [],
  };
}

/** Every post that the procedures have to do with. */
function drillPosts({ procedures, roleRules }: Pack): readonly NamedPerson[] {
  const roles = procedures.flatMap(({ steps }) =>
    steps.flatMap(({ bearers, tells }) => [...tells, ...bearers].map(({ value }) => value)),
  );
  return [...new Set(roles)].flatMap((role) => {
    const rule = roleRules.get(role);
    return rule === undefined ? [] : [{ id: role, name: rule.name }];
  });
}

/** The numbers that ring for the CSIRT, for who is not known by the directory. */
export function csirtNumbers(
  directory: Directory,
  { roleRules }: Pack,
): readonly { readonly name: string; readonly phone: string }[] {
  return CSIRT.flatMap((role) =>
    directory.postsOf(role).flatMap(({ phone }) => {
      const rule = roleRules.get(role);
      return phone === null || rule === undefined ? [] : [{ name: rule.name, phone }];
    }),
  );
}

function named({ id, name }: Person): NamedPerson {
  return { id, name };
}
