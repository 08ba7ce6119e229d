import type { Wording } from '../pack/schemas.ts';
import type { Clause } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import { type Analyser, termsOf } from './analyse.ts';
import type { FieldWeight } from './bm25f.ts';
import type { AnalysedDocument, AnalysedField } from './search-index.ts';

/**
 * How the parts of a clause count. Title and body hold the policy's own words; `path` are the titles above it;
 * `links` the titles of what it refers to (「第1章（２）⑫（ⅱ）(a)に規定するサービス」 is found under that service's name);
 * `staff` is what staff call it. A bullet without a title counts by its body and its path alone.
 */
export const POLICY_FIELDS: ReadonlyMap<string, FieldWeight> = new Map([
  ['title', { weight: 2, lengthPenalty: 0.5 }],
  ['body', { weight: 1, lengthPenalty: 0.5 }],
  ['path', { weight: 0.6, lengthPenalty: 0.5 }],
  ['links', { weight: 0.5, lengthPenalty: 0.5 }],
  ['staff', { weight: 1, lengthPenalty: 0.5 }],
]);

/** Every clause that says something of its own as a document to be searched; bare headings say nothing. */
export function policyDocuments(
  policy: PolicyText,
  wordings: readonly Wording[],
  analyser: Analyser,
): AnalysedDocument[] {
  const field = (text: string): AnalysedField => {
    const { tokens, normalised } = analyser.analyse(text);
    return { terms: termsOf(tokens), text: normalised.text };
  };
  const byClause = new Map(wordings.map((wording) => [wording.clause, wording]));
  return policy.all.filter(saysSomething).map((clause) => {
    const wording = byClause.get(clause.id);
    return {
      id: clause.id,
      fields: {
        title: field(clause.title),
        body: field(clause.body),
        path: field(pathTitles(policy, clause).join('。')),
        links: field(linkedTitles(policy, clause).join('。')),
        staff: field(
          wording === undefined ? '' : [wording.about, ...wording.words, ...wording.asks].join('。'),
        ),
      },
    };
  });
}

function saysSomething(clause: Clause): boolean {
  return clause.body !== '';
}

/** Titles above a clause, without the chapter's: every clause of a chapter shares it. */
function pathTitles(policy: PolicyText, clause: Clause): string[] {
  return policy
    .ancestors(clause.id)
    .filter((ancestor) => ancestor.level !== 'chapter')
    .map((ancestor) => ancestor.title);
}

function linkedTitles(policy: PolicyText, clause: Clause): string[] {
  return policy
    .links(clause.id)
    .map((id) => policy.get(id)?.title ?? '')
    .filter((title) => title !== '');
}
