import { dayInJapan } from '../../knowledge/organisation/day.ts';
import type { Directory, Person, PersonId } from '../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../knowledge/organisation/resolve-role.ts';
import type { Acknowledged, CaseOnRecord, RunRecord } from './run-record.ts';

/** Reports and 受領 that somebody was told are on record and that are not; and reports whose alert misses somebody whom the policy names. */
export function checkReports(run: RunRecord, cases: readonly CaseOnRecord[]): string[] {
  const byNumber = new Map(cases.map((one) => [one.number, one]));
  const faults = run.reports.flatMap((report) => {
    const { number, opens, planned } = report;
    const { filing, reporter } = planned;
    const found = byNumber.get(number);
    const by = reporter.kind === 'listed' ? reporter.person : 'unlisted';
    if (found?.reported.by !== by || found.reported.personal.what !== filing.written.what)
      return [`lost report: ${number} by ${by}`];
    const missing = named(found, planned.roles, report, run);
    if (opens === null || planned.opened === null) return missing;
    const other = byNumber.get(opens);
    if (other === undefined) return [...missing, `lost report: ${opens}, opened with ${number}`];
    return [...missing, ...named(other, planned.opened, report, run)];
  });
  const receipts = run.receipts.flatMap(({ number, person }) => {
    const events = byNumber.get(number)?.events ?? [];
    const isThere = events.some(({ type, by }) => type === 'acknowledged' && by === person);
    return isThere ? [] : [`lost receipt: ${number} by ${person}`];
  });
  return [...faults, ...receipts];
}

/** Every role of the first alert went to whom the directory of that moment names. */
function named(one: CaseOnRecord, roles: readonly string[], report: Acknowledged, run: RunRecord): string[] {
  const { number, events, reported } = one;
  const first = events.flatMap((event) =>
    event.type === 'alerted' && event.at.getTime() === reported.at.getTime() ? event.data.alerts : [],
  );
  return roles.flatMap((role) => {
    const told = first
      .filter((alert) => alert.role === role)
      .map(({ persons }) => [...persons].sort().join());
    const inUse = run.directories.filter(({ from, to }) => from <= report.to && to >= reported.at.getTime());
    const right = inUse.map(({ directory }) => wanted(role, report, reported.at, directory, run).join());
    if (told.length === 1 && right.includes(told[0] ?? '')) return [];
    return [
      `not told: ${number} ${role}: ${told.join(' and ') || 'nobody'} in place of ${right.join(' or ')}`,
    ];
  });
}

/** Whom a role is for in this report; nobody there today: whoever holds it. */
function wanted(
  role: string,
  { planned: { filing, reporter } }: Acknowledged,
  at: Date,
  directory: Directory,
  { rules }: RunRecord,
): string[] {
  const person = reporter.kind === 'listed' ? directory.person(filing.concerning ?? reporter.person) : null;
  // Who reports for themselves is there, and counts; for anybody else it is whoever of the section.
  const asker =
    person != null && filing.concerning === null
      ? person
      : someoneIn(person?.unit ?? (reporter.kind === 'listed' ? '' : reporter.section), directory);
  const rule = rules.get(role);
  if (asker === undefined || rule === undefined) return [];
  const system = filing.system === null ? null : (directory.system(filing.system) ?? null);
  const past = new Map(filing.about === null ? [] : [[filing.about, 'concerned' as const]]);
  const query = {
    asker,
    rule,
    system,
    day: dayInJapan(at),
    own: 'counts',
    act: 'respond-to-incident',
    past,
  } as const;
  const here = resolveRole(query, directory, rules).persons;
  const found = here.length > 0 ? here : resolveRole(query, directory.withoutAbsences(), rules).persons;
  return found.map(({ id }) => id as string).sort();
}

/** Holds nothing and is never away. */
function someoneIn(id: string, directory: Directory): Person | undefined {
  const unit = directory.unit(id);
  const [anybody] = directory.people;
  if (unit === undefined || anybody === undefined) return undefined;
  return { ...anybody, id: '' as PersonId, unit: unit.id, post: 'staff', roles: [], absence: null };
}
