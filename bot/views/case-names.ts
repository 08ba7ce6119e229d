import type { Directory } from '../../knowledge/organisation/directory.ts';
import { postAndName, postTitle } from '../../knowledge/organisation/post-name.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Case } from '../work/cases/case.ts';
import { UNLISTED } from '../work/cases/case-command.ts';
import { RETENTION } from '../work/cases/retention.ts';
import type { CitedClause } from './case-view.ts';

/** Who did what without anybody asking, as records name it. */
const BY_ITSELF: Readonly<Record<string, string>> = {
  assistant: 'この窓口',
  [RETENTION]: 'この窓口',
};

/** Names of people, posts, clauses and fields, as the directory and the pack have them today. */
export class CaseNames {
  readonly #pack: Pick<Pack, 'roles' | 'policy' | 'collected'>;
  readonly #directory: Directory;

  constructor(pack: Pick<Pack, 'roles' | 'policy' | 'collected'>, directory: Directory) {
    this.#pack = pack;
    this.#directory = directory;
  }

  /** 「市民税課長」, 「市民税課 職員 氏名 丙」; who has left the directory since, by the id that the records have. */
  person(id: string): string {
    const person = this.#directory.person(id);
    if (person !== undefined) return postAndName(postTitle(person, this.#directory), person.name);
    return BY_ITSELF[id] ?? (id === UNLISTED ? '名簿にない報告者' : `名簿から外れた職員（${id}）`);
  }

  isBySelf(id: string): boolean {
    return BY_ITSELF[id] !== undefined && this.#directory.person(id) === undefined;
  }

  /** Who reported; of who is not in the directory, the name that was given. */
  reporter({ reporter, reporterListed, written }: Case): string {
    if (reporterListed) return this.person(reporter);
    const name = written['reporter-name'] ?? '';
    return name === '' ? '名簿にない報告者' : `${name}（名簿にない報告者）`;
  }

  /** The unit whose matter a case is: where its person is now, or where they were. */
  section({ subject }: Pick<Case, 'subject'>): string {
    const person = 'person' in subject ? this.#directory.person(subject.person) : undefined;
    const unit = person?.unit ?? subject.section;
    return this.#directory.unit(unit)?.name ?? '（名簿にない所属）';
  }

  /** The person whose matter it is, where it is another's than the reporter's. */
  subject({ subject, reporter }: Pick<Case, 'subject' | 'reporter'>): string {
    return 'person' in subject && subject.person !== reporter ? this.person(subject.person) : '';
  }

  system(id: string | null): string {
    return id === null ? '' : (this.#directory.system(id)?.name ?? id);
  }

  /** 「情報管理者」 */
  role(role: string): string {
    return this.#pack.roles.find((one) => one.role === role)?.names[0] ?? role;
  }

  /** A clause by its printed name; one that the policy has no more keeps its id. */
  clause(id: string): CitedClause {
    const clause = this.#pack.policy.get(id);
    return { id, citation: clause === undefined ? id : this.#pack.policy.citation(clause.id) };
  }

  clauses(ids: readonly string[]): CitedClause[] {
    return ids.map((id) => this.clause(id));
  }

  /** 「いつ気づいたか」; fields of the desk's own have words here. */
  field(id: string): string {
    return this.#pack.collected.find(({ field }) => field === id)?.label ?? OWN_FIELDS[id] ?? id;
  }

  /** What was written, in the order in which the pack lists the fields. */
  written(texts: Readonly<Record<string, string>>): { readonly label: string; readonly text: string }[] {
    const order = this.#pack.collected.map(({ field }) => field);
    const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
    return Object.entries(texts)
      .toSorted(([a], [b]) => place(a) - place(b))
      .map(([id, text]) => ({ label: this.field(id), text }));
  }
}

const OWN_FIELDS: Readonly<Record<string, string>> = {
  'reporter-name': '報告者の氏名',
  'minor-reason': '軽微とする理由',
  why: '理由',
  note: 'メモ',
  body: '報告書',
  cause: '原因',
  prevention: '再発防止の措置',
};
