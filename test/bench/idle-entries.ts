import { summarise } from '../../bot/conversation/understand/summary.ts';
import { Understander } from '../../bot/conversation/understand/understand.ts';
import type { Knowledge } from '../../bot/knowledge.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { Lexicon } from '../../knowledge/search/lexicon.ts';
import { indexData, PolicyIndex, PolicySearch, sayingsOf } from '../../knowledge/search/policy-search.ts';
import { Sayings } from '../../knowledge/search/sayings.ts';

/** What the entries of vocabulary and lexicon do for a set of questions. */
export interface EntryUse {
  /** Entries that none of the questions makes use of. */
  readonly unread: readonly string[];
  /** Entries that are read, but without which every answer would be the same: kind, flow and clauses in order. */
  readonly idle: readonly string[];
}

/** Takes each entry out in turn, from the questions and from the pack's own sayings, and asks again where it was read. */
export function measureEntries(
  questions: readonly string[],
  { pack, analyser, search }: Knowledge,
): EntryUse {
  const data = indexData(pack, analyser);
  const whole = new PolicyIndex(pack, data);
  const understander = new Understander(pack, search);
  const readings = questions.map((text) => new Set(search.ask(text).readings.map((reading) => reading.id)));
  const unread: string[] = [];
  const idle: string[] = [];
  for (const entry of [...pack.concepts.map(({ concept }) => concept), ...pack.acts.map(({ act }) => act)]) {
    const affected = questions.filter((_, i) => readings[i]?.has(entry));
    if (affected.length === 0) {
      unread.push(entry);
      continue;
    }
    const poorer = without(pack, entry);
    const features = data.features.map((own) => own.filter((feature) => feature !== `m:${entry}`));
    const poorerSearch = new PolicySearch(poorer, analyser, {
      ...whole,
      lexicon: new Lexicon(poorer.concepts, poorer.acts, data.lexicon),
      sayings: new Sayings(sayingsOf(poorer), features),
      leanings: whole.leanings,
    });
    const poorerUnderstander = new Understander(poorer, poorerSearch);
    if (affected.every((text) => answer(understander, text) === answer(poorerUnderstander, text)))
      idle.push(entry);
  }
  return { unread, idle };
}

function without(pack: Pack, entry: string): Pack {
  return {
    ...pack,
    concepts: pack.concepts.filter(({ concept }) => concept !== entry),
    acts: pack.acts.filter(({ act }) => act !== entry),
  };
}

function answer(understander: Understander, text: string): string {
  const { kind, flow, citations } = summarise(understander.understandParts(text));
  return JSON.stringify([kind, flow, citations]);
}
