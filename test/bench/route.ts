import { SENDAI } from '../../bot/knowledge.ts';
import { readDay } from '../../knowledge/organisation/day.ts';
import type { Directory } from '../../knowledge/organisation/directory.ts';
import { describeFault } from '../../knowledge/organisation/directory-fault.ts';
import { loadDirectory } from '../../knowledge/organisation/load-directory.ts';
import { parseDirectory } from '../../knowledge/organisation/parse-directory.ts';
import { resolveRole } from '../../knowledge/organisation/resolve-role.ts';
import type { RoleRules } from '../../knowledge/organisation/role-rule.ts';
import { loadPack } from '../../knowledge/pack.ts';
import { quantile } from './search.ts';

export interface RouteFigures {
  readonly directory: string;
  readonly people: number;
  /** Milliseconds to read the directory from its bytes. */
  readonly read: number;
  /** Milliseconds a question, in this process. */
  readonly p50: number;
  readonly p99: number;
}

/** Times who a role is, on the sample directory and on one of a whole city. */
export async function measureRoutes(questions: number): Promise<RouteFigures[]> {
  const { directory: folder, roleRules } = await loadPack(SENDAI);
  if (folder === null) throw new Error('the pack has no sample directory');
  const started = performance.now();
  const { directory } = await loadDirectory(folder, roleRules);
  const sample = figures('sample', directory, performance.now() - started, roleRules, questions);
  const bytes = wholeCity(40, 15, 20);
  const again = performance.now();
  const parsed = parseDirectory(bytes, roleRules);
  if (!parsed.ok) throw new Error(parsed.errors.map(describeFault).join('\n'));
  return [sample, figures('a whole city', parsed.directory, performance.now() - again, roleRules, questions)];
}

function figures(
  name: string,
  directory: Directory,
  read: number,
  rules: RoleRules,
  questions: number,
): RouteFigures {
  const day = readDay('2026-11-24');
  const any = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T;
  const roles = [...rules.values()];
  const times = Array.from({ length: questions }, () => {
    const query = { asker: any(directory.people), rule: any(roles), system: any(directory.systems) };
    const started = performance.now();
    if (day !== null) resolveRole({ ...query, day }, directory, rules);
    return performance.now() - started;
  });
  return {
    directory: name,
    people: directory.people.length,
    read,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** Bureaus of sections of people, a fifth of them absent on the day. */
function wholeCity(bureaus: number, sections: number, people: number) {
  const units = ['id,name,kind,parent,main_section'];
  const rows = ['id,name,unit,post,roles,absent_from,absent_to,email,phone,slack_id,teams_id'];
  const systems = ['id,name,important,owner,officers'];
  const absence = (at: number) => (at % 5 === 0 ? '2026-11-24,2026-11-24' : ',');
  for (let b = 0; b < bureaus; b += 1) {
    units.push(`b${b},局${b},bureau,,`);
    rows.push(`b${b}h,局${b}長,b${b},head,,${absence(b)},b${b}h@city.example,,,`);
    for (let s = 0; s < sections; s += 1) {
      const unit = `b${b}s${s}`;
      units.push(`${unit},課${b}-${s},section,b${b},${s === 0}`);
      for (let p = 0; p < people; p += 1) {
        const post = p === 0 ? 'head,' : p < 3 ? 'chief,deputy-information-manager' : 'staff,';
        rows.push(
          `${unit}p${p},課${b}-${s} ${p},${unit},${post},${absence(b + s + p)},${unit}p${p}@city.example,,,`,
        );
      }
      if (s < 2) systems.push(`${unit}x,システム${b}-${s},true,${unit},${unit}p4;${unit}p5`);
    }
  }
  const posts = [
    'role,unit,person,phone',
    'ciso,b0,,',
    'network-manager,b0s1,,',
    'csirt-head,b0s2,,',
    'csirt-staff,,b0s2p3,',
  ];
  const bytes = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
  return {
    'units.csv': bytes(units),
    'people.csv': bytes(rows),
    'systems.csv': bytes(systems),
    'posts.csv': bytes(posts),
  };
}
