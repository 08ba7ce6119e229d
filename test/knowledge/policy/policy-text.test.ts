import { describe, expect, it } from 'vitest';
import { clause, sendai } from './sendai-text.ts';

const ids = (clauses: readonly { readonly id: string }[]): string[] => clauses.map(({ id }) => id);

describe('a policy that can be looked things up in', () => {
  it('gives a clause for its id and nothing for any other string', () => {
    expect(sendai.get('2.7.1.vii#6')?.body).toMatch(/^職員は，重要性分類Ｓ，Ⅰ又はⅡ/u);
    expect(sendai.get('2.7.1.vii#99')).toBeUndefined();
    expect(sendai.get('constructor')).toBeUndefined();
  });

  it('knows what stands under and above a clause, in printed order', () => {
    expect(ids(sendai.children('2.8.3.ii'))).toEqual([
      '2.8.3.ii#1',
      '2.8.3.ii#2',
      '2.8.3.ii#3',
      '2.8.3.ii#4',
      '2.8.3.ii#5',
      '2.8.3.ii#6',
    ]);
    expect(ids(sendai.ancestors('2.8.3.ii#5.ア'))).toEqual(['2', '2.8', '2.8.3', '2.8.3.ii', '2.8.3.ii#5']);
    expect(ids(sendai.descendants('1.2.12'))).toEqual([
      '1.2.12.i',
      '1.2.12.i#1',
      '1.2.12.ii',
      '1.2.12.ii#1',
      '1.2.12.ii.a',
      '1.2.12.ii.a#1',
      '1.2.12.ii.b',
      '1.2.12.ii.b#1',
      '1.2.12.ii.c',
      '1.2.12.ii.c#1',
    ]);
  });

  it('has every clause under exactly one chapter', () => {
    const under = ['0', '1', '2'].flatMap((id) => [id, ...ids(sendai.descendants(id))]);
    expect(under).toEqual(ids(sendai.all));
  });

  it('answers emptily for an id that does not exist', () => {
    expect(sendai.children('9')).toEqual([]);
    expect(sendai.ancestors('9')).toEqual([]);
    expect(sendai.descendants('9')).toEqual([]);
    expect(sendai.links('9')).toEqual([]);
    expect(sendai.linkedFrom('9')).toEqual([]);
    expect(sendai.references('9')).toEqual([]);
    expect(sendai.citation('9')).toBe('');
    expect(sendai.longCitation('9')).toBe('');
  });

  it('puts title and body together', () => {
    expect(sendai.fullText(clause('2.7.1.v'))).toBe(
      '障害記録の作成\nシステム管理者は，障害記録を作成し，一定の期間保存しなければならない。',
    );
    expect(sendai.fullText(clause('2.7.1.vii'))).toBe('電子メールの送受信等');
    expect(sendai.fullText(clause('2.8.3.ii#2'))).toBe('セキュリティ障害の内容');
  });

  it('shows the printed paragraphs of a body, which joined are the body', () => {
    expect(sendai.paragraphs(clause('2.9'))).toEqual([
      '職員は，次の法令等を遵守しなければならない。',
      'また，マナーと倫理をもって情報システムを利用しなければならない。',
    ]);
    for (const one of sendai.all) expect(sendai.paragraphs(one).join('')).toBe(one.body);
  });
});
