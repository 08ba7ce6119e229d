import { describe, expect, it } from 'vitest';
import { definitionsIn } from '../../../knowledge/policy/definitions.ts';
import { clausesOf, sendai } from './sendai-text.ts';

const inSendai = new Map(definitionsIn(sendai.all).map(({ term, clause }) => [term, clause as string]));

const HEAD = ['第１章 総則', '（１）目的', '本文。', '（２）定義', '本文。'];
/** `term clause` of every definition in a small text. */
const termsIn = (...lines: string[]): string[] =>
  definitionsIn(clausesOf([...HEAD, ...lines].join('\n'))).map(({ term, clause }) => `${term} ${clause}`);

describe('the policy of Sendai', () => {
  it.each([
    ['端末', '1.2.3'],
    ['モバイル端末', '1.2.3'],
    ['テレワーク端末', '1.2.3'],
    ['記録媒体', '1.2.4'],
    ['外部記録媒体', '1.2.4'],
    ['行政情報', '1.2.8'],
    ['情報資産', '1.2.9'],
    ['特定用途機器', '1.2.10'],
    ['RPA', '1.2.11'],
    ['ロボティック・プロセス・オートメーション', '1.2.11'],
    ['クラウドサービス', '1.2.13'],
    ['ガバメントクラウド', '1.2.12.ii.c#1'],
    ['テレワーク', '1.2.15'],
    ['セキュリティ障害', '1.2.17'],
    ['ソーシャルメディア', '1.2.18'],
    ['CISO', '2.1.1'],
    ['最高情報セキュリティ責任者', '2.1.1'],
    ['情報管理者', '2.1.3'],
    ['副情報管理者', '2.1.6'],
    ['CSIRT', '2.1.8'],
    ['共通実施手順', '2.2.1#3'],
    ['障害記録', '2.7.1.iv#1'],
  ])('defines 「%s」 in %s', (term, clause) => {
    expect(inSendai.get(term)).toBe(clause);
  });

  it('defines every short name that it announces by 「以下「…」という」', () => {
    for (const { body } of sendai.all) {
      for (const [, name = ''] of body.matchAll(/以下「([^」]+)」/gu))
        expect([...inSendai.keys()]).toContain(name);
    }
  });

  it('names each term once, in a clause that exists and says something', () => {
    const all = definitionsIn(sendai.all);
    expect(new Set(all.map(({ term }) => term)).size).toBe(all.length);
    for (const { clause } of all) expect(sendai.get(clause)?.body).not.toBe('');
  });

  it('names only terms whose words stand in the clause, its title or the title above it', () => {
    for (const { term, clause } of definitionsIn(sendai.all)) {
      const found = sendai.get(clause);
      const titles = [found?.title, ...sendai.ancestors(clause).map(({ title }) => title)].join('\n');
      expect(`${titles}\n${found?.body}`).toContain(term);
    }
  });

  it('gives them in printed order', () => {
    const places = definitionsIn(sendai.all).map(({ clause }) =>
      sendai.all.findIndex(({ id }) => id === clause),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('a definition', () => {
  it.each([
    ['「…をいう。」 after a title', '① 端末\n職員が操作する電子計算機をいう。', ['端末 1.2.1']],
    ['「…のことをいう。」', '① 仮想化\n一台を分けて使うことをいう。', ['仮想化 1.2.1']],
    ['「…を…という。」', '① 定義 持ち運ぶものをモバイル端末という。', ['モバイル端末 1.2.1']],
    [
      '「…を…といい，…を…という。」',
      '① 定義 据え置くものを固定端末といい，持ち運ぶものをモバイル端末という。',
      ['固定端末 1.2.1', 'モバイル端末 1.2.1'],
    ],
    ['「（以下「…」という。）」', '① 定義 記録（以下「障害記録」という。）を残す。', ['障害記録 1.2.1']],
    ['a post that is filled', '① 責任者\n局長をもってこれに充てる。', ['責任者 1.2.1']],
    ['nothing of the kind', '① 端末\n職員は，端末を施錠しなければならない。', []],
  ])('is read from %s', (_, line, terms) => {
    expect(termsIn(line)).toEqual(terms);
  });

  it('in a bullet under a title defines the title', () => {
    expect(termsIn('① ガバメントクラウド', '・共通の利用環境をいう。')).toEqual([
      'ガバメントクラウド 1.2.1#1',
    ]);
  });

  it('counts where the term is first defined', () => {
    expect(termsIn('① 端末', '甲をいう。', '② 用語', '乙を端末という。')).toEqual(['端末 1.2.1']);
  });

  it('is none in a text without clauses', () => {
    expect(definitionsIn([])).toEqual([]);
  });
});
