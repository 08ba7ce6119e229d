import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import {
  indexData,
  PolicyIndex,
  type PolicyIndexData,
  PolicySearch,
} from '../../../knowledge/search/policy-search.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { SENDAI } from '../pack/small-pack.ts';
import { messyText } from './messy-text.ts';

let pack: Pack;
let analyser: Analyser;
let data: PolicyIndexData;
let search: PolicySearch;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
  analyser = new Analyser(await loadTokenizer());
  data = indexData(pack, analyser);
  search = new PolicySearch(pack, analyser, new PolicyIndex(pack, data));
});

const ask = (question: string) => search.ask(question);
const found = (question: string, count = 5): string[] =>
  ask(question)
    .ranking.slice(0, count)
    .map(({ id }) => id);

describe('what is found for a question', () => {
  it.each([
    ['執務室を最後に出る人は施錠しますか', '2.6.3#1'],
    ['サーバ室に業者を入れるとき職員は付き添うの？', '2.6.2'],
    ['自主点検は毎年やるの', '2.10.1#1'],
    ['メールの自動転送はだめ？', '2.7.1.vii#5'],
    ['IDカードをなくしたらどうする', '2.4.4#3'],
    ['サポートの切れたソフト', '2.7.3.iii#2'],
    ['複数の人にメールを送るとき宛先を見せない', '2.7.1.vii#9'],
  ])('「%s」 has %s among the first five', (question, clause) => {
    expect(found(question)).toContain(clause);
  });

  it('does not depend on width, case or kana', () => {
    expect(found('ＵＳＢﾒﾓﾘの保管')).toEqual(found('usbメモリの保管'));
    expect(found('じょうほうかんりしゃとは')).toEqual(found('情報管理者とは'));
  });

  it('reaches clauses whose words the question does not have, by what staff’s words mean', () => {
    expect(ask('スマホを職場のWi-Fiにつなぎたい').readings.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['phone', 'public-line', 'connect']),
    );
    expect(
      found('Dropboxを使いたい', 10).some((id) => id.startsWith('2.3.4.vi') || id.startsWith('1.2.12')),
    ).toBe(true);
  });

  it('is the same the second time', () => {
    const question = '名簿をUSBメモリで持ち帰ってもいいですか';
    expect(ask(question)).toEqual(ask(question));
  });

  it('holds its promises for anything typed: best first, no clause twice, every share between 0 and 1', () => {
    const clauses = new Set<string>(pack.policy.all.map(({ id }) => id));
    const mixture = fc
      .array(
        fc.constantFrom('端末', '紛失', 'を', '許可', 'したい', '天気', 'Gmail', '😱', 'ない', '。', 'x'),
        {
          maxLength: 8,
        },
      )
      .map((words) => words.join(''));
    fc.assert(
      fc.property(fc.oneof(messyText, mixture), (typed) => {
        const { ranking, neighbours, known, readings, analysis } = ask(typed);
        const scores = ranking.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every((score) => score > 0 && Number.isFinite(score))).toBe(true);
        expect(new Set(ranking.map(({ id }) => id)).size).toBe(ranking.length);
        expect(ranking.every(({ id }) => clauses.has(id))).toBe(true);
        expect(neighbours.every(({ likeness }) => likeness > 0 && likeness < 1 + 1e-9)).toBe(true);
        expect(known).toBeGreaterThanOrEqual(0);
        expect(known).toBeLessThanOrEqual(1);
        for (const { said, start, end } of readings)
          expect(analysis.normalised.text.slice(start, end)).toBe(said);
      }),
      { numRuns: 150 },
    );
  });
});

describe('how much of a question the pack knows', () => {
  it('is all of it for the policy’s own words, and nothing for words that nobody uses here', () => {
    expect(ask('情報管理者の許可').known).toBe(1);
    expect(ask('ほにゃらら kzvq').known).toBe(0);
    expect(ask('').known).toBe(0);
  });

  it('lies between for a sentence of both', () => {
    const { known } = ask('端末にkzvqを導入');
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(1);
  });
});

describe('the index', () => {
  it('holds every clause that says something, and no bare heading', () => {
    const speaking = pack.policy.all.filter(({ body }) => body !== '').map(({ id }) => id);
    expect(data.documents.map(({ id }) => id)).toEqual(speaking);
  });

  it('gives the same evidence after it was written down and read again', () => {
    const again = new PolicySearch(pack, analyser, new PolicyIndex(pack, JSON.parse(JSON.stringify(data))));
    for (const question of pack.examples) expect(again.ask(question)).toEqual(ask(question));
  });
});
