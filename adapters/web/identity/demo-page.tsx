import type { VNode } from 'preact';
import { framedPage, type Site } from './frame.tsx';
import { labelOf, type Person } from './person.ts';
import { TOKEN_FIELD } from './token.ts';

/** `GET /sign-in` of the demo: the sample directory, by units; one press signs in. */
export function demoPage(
  site: Site,
  page: {
    readonly people: readonly Person[];
    /** Whoever is signed in already. */
    readonly current: Person | null;
    readonly query: string;
    readonly back: string;
    readonly token: string;
  },
): string {
  const { query, back, token, current } = page;
  const found = page.people.filter((person) => matches(person, query));
  return framedPage(
    site,
    'デモのサインイン',
    <>
      <p class="identity-note">
        <strong>デモ</strong>
        です。見本の職員名簿から、だれとして使うかを選びます。パスワードはありません。この窓口が動いているパソコンの中でだけ使えます。
      </p>
      {current !== null && (
        <p>
          今は {labelOf(current)} としてサインインしています。<a href={back}>このまま続ける</a>
        </p>
      )}
      {current === null && (
        <p>
          <a href={back}>サインインせずに続ける</a>（報告・申請・承認には、サインインが要ります）
        </p>
      )}
      <search>
        <form method="get" action="/sign-in" class="identity-search">
          <label for="q">所属・職・氏名で絞り込む</label>
          <input id="q" name="q" type="search" value={query} autocomplete="off" />
          <input type="hidden" name="return" value={back} />
          <button type="submit">絞り込む</button>
        </form>
      </search>
      <p role="status">{found.length}人</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name={TOKEN_FIELD} value={token} />
        <input type="hidden" name="return" value={back} />
        {[...byUnit(found)].map(([unit, people]) => (
          <UnitList key={unit} unit={unit} people={people} />
        ))}
      </form>
    </>,
  );
}

function UnitList({ unit, people }: { unit: string; people: readonly Person[] }): VNode {
  return (
    <section class="identity-unit">
      <h2>{unit}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <button type="submit" name="person" value={person.id}>
              {labelOf(person)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function byUnit(people: readonly Person[]): ReadonlyMap<string, readonly Person[]> {
  const units = new Map<string, Person[]>();
  for (const person of people) {
    const unit = person.bureau === '' ? person.unit : `${person.bureau} ${person.unit}`;
    units.set(unit, [...(units.get(unit) ?? []), person]);
  }
  return units;
}

/** Every word must be somewhere: 「防災 課長」. */
function matches({ name, post, unit, bureau }: Person, query: string): boolean {
  const all = folded(`${bureau} ${unit} ${post} ${name}`);
  return folded(query)
    .split(/\s+/)
    .every((word) => all.includes(word) || all.replaceAll(' ', '').includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
