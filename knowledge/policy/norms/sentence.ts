import type { Clause } from '../clause.ts';
import type { RoleNames } from './role-names.ts';
import { subjectsIn } from './subject.ts';

/** One sentence as the rules on norms read it. */
export interface Sentence {
  /** Roles marked, brackets, blanks and the full stop gone, every comma 「，」. */
  readonly text: string;
  /** The marks of the roles that are its subjects. */
  readonly subjects: string;
}

/** 「（これに準ずるものを含む。以下同じ。）」, 「(平成 25 年法律第 27 号)」; the innermost pair. */
const BRACKETS = /[（(][^（）()]*[）)]/gu;

/** 「…消去しなければならないが，…消去することでも可とする」: the exception after が is a sentence of its own, as after ただし. */
const EXCEPTION = /(?<=なければならない|てはならない)が，/u;

/** The sentences of a clause's body; none for a heading. */
export function sentencesOf(clause: Clause, names: RoleNames): readonly Sentence[] {
  // Roles first: the brackets of 局（区）情報管理者 belong to the name.
  let text = names
    .mark(clause.body)
    .replace(/\s/gu, '')
    .replace(/[，、,]/gu, '，');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(BRACKETS, '');
  }
  return text
    .split('。')
    .flatMap((sentence) => sentence.split(EXCEPTION))
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({ text: sentence, subjects: subjectsIn(sentence) }));
}
