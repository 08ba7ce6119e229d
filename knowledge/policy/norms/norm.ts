import type { Clause } from '../clause.ts';
import type { ClauseTree } from '../clause-tree.ts';
import { inheritedBearers } from './inherited-bearers.ts';
import { type Modality, modalityOf } from './modality.ts';
import type { RoleNames } from './role-names.ts';
import { type Sentence, sentencesOf } from './sentence.ts';
import { topicIsSubject } from './subject.ts';

export { MODALITIES, type Modality } from './modality.ts';

/** What a clause lays on whom. */
export interface Norm {
  /** Ids of the roles on whom it lays something, in the order in which the text names them; none for a heading. */
  readonly bearers: readonly string[];
  readonly modality: Modality;
}

/** Reads one clause by the grammar of its sentences and by what stands over it; knows no clause by its id. */
export function normOf(clause: Clause, policy: ClauseTree, names: RoleNames): Norm {
  const sentences = sentencesOf(clause, names);
  if (sentences.length === 0) return { bearers: [], modality: 'statement' };
  const bearers = bearersOf(clause, sentences, policy, names);
  return { bearers, modality: modalityOf(sentences, bearers) };
}

function bearersOf(
  clause: Clause,
  sentences: readonly Sentence[],
  policy: ClauseTree,
  names: RoleNames,
): readonly string[] {
  const own = names.idsIn(sentences.map(({ subjects }) => subjects).join(''));
  if (own.length > 0) return own;
  // 「個人番号利用事務系ネットワークは，以下の対策を行わなければならない」: a thing as subject lends none.
  if (sentences.some(({ text }) => topicIsSubject(text))) return [];
  return inheritedBearers(clause, policy, names, (above) => normOf(above, policy, names).bearers);
}
