import type { VNode } from 'preact';
import type { ClauseSummary, ClauseView } from '../../../bot/channel.ts';
import { clauseHref } from '../wire.ts';
import type { PageAssets } from './assets.ts';
import { document } from './layout.tsx';
import { PaperPage } from './paper-page.tsx';

/** `GET /clauses/:id`: one clause, word for word, and its place among the others. Works without JavaScript. */
export function clausePage(clause: ClauseView, policyName: string, assets: PageAssets): string {
  const { ancestors, children, previous, next, links, linkedFrom } = clause;
  return document({
    title: `${clause.citation} ${clause.title} - ${policyName}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policyName}>
        {ancestors.length > 0 && (
          <nav aria-label="この条文の位置">
            <ol class="ancestors">
              {ancestors.map((ancestor) => (
                <li key={ancestor.id}>
                  <ClauseLink clause={ancestor} />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <article class="clause">
          <p class="clause-citation">{clause.citation}</p>
          <h1>
            {clause.marker} {clause.title}
          </h1>
          {clause.body !== '' && <p class="words">{clause.body}</p>}
        </article>
        <ClauseList heading="この下の条文" clauses={children} />
        <ClauseList heading="この条文が参照する条文" clauses={links} />
        <ClauseList heading="この条文を参照する条文" clauses={linkedFrom} />
        {(previous !== null || next !== null) && (
          <nav class="neighbours" aria-label="前後の条文">
            {previous !== null && <Neighbour label="前の条文" rel="prev" clause={previous} />}
            {next !== null && <Neighbour label="次の条文" rel="next" clause={next} />}
          </nav>
        )}
      </PaperPage>
    ),
  });
}

/** The page for a clause or an address that does not exist. */
export function notFoundPage(what: 'clause' | 'page', policyName: string, assets: PageAssets): string {
  const [heading, advice, code] =
    what === 'clause'
      ? [
          'その番号の条文はありません',
          '番号を確かめるか、質問窓口で言葉から探してください。',
          'CLAUSE_NOT_FOUND',
        ]
      : ['お探しのページはありません', 'アドレスを確かめるか、質問窓口へお戻りください。', 'NOT_FOUND'];
  return document({
    title: `${heading} - ${policyName}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policyName}>
        <article class="clause">
          <h1>{heading}</h1>
          <p>{advice}</p>
          <p class="code">{code}</p>
        </article>
      </PaperPage>
    ),
  });
}

function ClauseList({
  heading,
  clauses,
}: {
  heading: string;
  clauses: readonly ClauseSummary[];
}): VNode | null {
  if (clauses.length === 0) return null;
  return (
    <section class="clause-list">
      <h2>{heading}</h2>
      <ul>
        {clauses.map((clause) => (
          <li key={clause.id}>
            <ClauseLink clause={clause} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ClauseLink({ clause }: { clause: ClauseSummary }): VNode {
  return (
    <a href={clauseHref(clause.id)}>
      <span class="citation">{clause.citation}</span> <span class="label">{clause.label}</span>
    </a>
  );
}

function Neighbour(props: { label: string; rel: 'prev' | 'next'; clause: ClauseSummary }): VNode {
  return (
    <a rel={props.rel} class="neighbour" href={clauseHref(props.clause.id)}>
      <span class="direction">{props.label}</span>
      <span class="citation">{props.clause.citation}</span> <span class="label">{props.clause.label}</span>
    </a>
  );
}
