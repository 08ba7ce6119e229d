import { describe, expect, it } from 'vitest';
import { PolicyText } from '../../../knowledge/policy/policy-text.ts';
import { clausesOf, sendai } from './sendai-text.ts';

describe('a reference leads to clauses', () => {
  it.each([
    ['2.3.4.vi#1', '第 1 章（２）⑫（ⅱ）(a)', ['1.2.12.ii.a']],
    ['2.3.4.vii#1', '第 1 章 ２ ⑫ （ⅱ）(b)', ['1.2.12.ii.b']],
    ['2.3.4.viii#1', '第 1 章（２）⑬', ['1.2.13']],
    ['2.4.2.i', '第 1 章（２）⑫（ⅰ）', ['1.2.12.i']],
    ['2.4.2.ii', '第 1 章（２）⑫（ⅱ）(a)', ['1.2.12.ii.a']],
    ['2.4.2.iii', '第 1 章（２）⑫（ⅱ）(b)', ['1.2.12.ii.b']],
    ['2.7.2.vi#1', '第 1 章（２）⑫（ⅱ）(a)及び(b)', ['1.2.12.ii.a', '1.2.12.ii.b']],
    ['1.9', '上記（８）', ['1.8']],
    ['1.2.7.iv#1', '上記の（ⅰ）から（ⅲ）', ['1.2.7.i', '1.2.7.ii', '1.2.7.iii']],
    ['2.3.3.iv', '上記の（ⅰ）から（ⅲ）', ['2.3.3.i', '2.3.3.ii', '2.3.3.iii']],
    ['2.3.5', '本章（６）物理的セキュリティ及び（７）技術的セキュリティ', ['2.6', '2.7']],
    ['2.3.4.i-2#1', '（ⅰ）', ['2.3.4.i']],
    ['2.3.4.ii-2#1', '（ⅱ）', ['2.3.4.ii']],
    ['2.8.4.ii', '（ⅰ）', ['2.8.4.i']],
    ['1.1', '（注）', ['1.1.note']],
  ])('%s: 「%s」', (id, phrase, ids) => {
    const body = sendai.get(id)?.body ?? '';
    const found = sendai.references(id).filter(({ kind }) => kind === 'clauses');
    expect(found.map(({ start, end }) => body.slice(start, end))).toEqual([phrase]);
    expect(found).toMatchObject([{ ids }]);
    expect(sendai.links(id)).toEqual(ids);
  });

  it('and these fifteen clauses are all that refer to others', () => {
    expect(sendai.all.filter(({ id }) => sendai.links(id).length > 0)).toHaveLength(15);
  });

  it('and back', () => {
    expect(sendai.linkedFrom('1.2.12.ii.a')).toEqual(['2.3.4.vi#1', '2.4.2.ii', '2.7.2.vi#1']);
    expect(sendai.linkedFrom('1.2.12')).toEqual([]);
  });
});

describe('nothing that looks like a reference is passed over', () => {
  // Every marker and every 第…章／条／項／号 in any body, found without the reader's own patterns.
  const LOOKS =
    /[①-⑳]|[（(][ⅰ-ⅻ]+[）)]|[（(][a-zａ-ｚ][）)]|[（(][0-9０-９]{1,2}[）)]|（注）|第\s*[0-9０-９一二三四五六七八九十]+\s*[章節条項号]|本章|上記の?（/gu;

  it('each lies in a reference that leads to clauses or to an outside law', () => {
    let seen = 0;
    for (const { id, body } of sendai.all) {
      const references = sendai.references(id);
      for (const match of body.matchAll(LOOKS)) {
        seen += 1;
        const holder = references.find(
          ({ start, end }) => start <= match.index && match.index + match[0].trimEnd().length <= end,
        );
        expect(holder?.kind, `${id}: ${match[0]}`).toMatch(/^(?:clauses|outside-law)$/u);
      }
    }
    expect(seen).toBeGreaterThan(50);
  });

  it('none is unresolved', () => {
    const unresolved = sendai.all.flatMap(({ id }) =>
      sendai.references(id).filter(({ kind }) => kind === 'unresolved'),
    );
    expect(unresolved).toEqual([]);
  });

  it('outside laws are exactly these', () => {
    const laws = sendai.all.flatMap(({ id, body }) =>
      sendai
        .references(id)
        .filter(({ kind }) => kind === 'outside-law')
        .map(({ start, end }) => `${id} ${body.slice(start, end).replace(/\s/gu, '')}`),
    );
    expect(laws).toEqual([
      '1.2.1 第20号',
      '1.2.1 第1条',
      '2.3.1.i#1 第80号',
      '2.3.1.i#1 第7条',
      '2.3.1.i#1 第1号',
      '2.3.1.i#1 第4号',
      '2.3.1.iii#1 第7条',
      '2.3.1.iii#1 第5号',
      '2.3.1.iii#1 第6号',
      '2.3.4.i#7 第二十七号',
      '2.7.1.vii#7 第80号',
      '2.7.1.vii#7 第7条',
      '2.7.1.vii#7 第2号',
      '2.9.1 第261号',
      '2.9.2 第128号',
      '2.9.3 第48号',
      '2.9.4 第27号',
      '2.9.5 第31号',
      '2.9.6 第57号',
      '2.9.7 第29号',
      '2.9.9 第532号',
    ]);
  });
});

describe('in another text', () => {
  const policy = new PolicyText(
    clausesOf(
      [
        '第１章 総則',
        '（１）目的',
        '本章（２）及び第３章による。（９）も同じ。',
        '（２）定義',
        '次の①又は②をいい，①，②を除く。',
        '① 甲をいう。',
        '② 乙をいう。',
      ].join('\n'),
    ),
  );

  it('a reference to nothing is reported as such', () => {
    const body = policy.get('1.1')?.body ?? '';
    const found = policy.references('1.1').map(({ kind, start, end }) => `${kind} ${body.slice(start, end)}`);
    expect(found).toEqual(['clauses 本章（２）', 'unresolved 第３章', 'unresolved （９）']);
  });

  it('each clause is linked once, in order of appearance', () => {
    expect(policy.links('1.2')).toEqual(['1.2.1', '1.2.2']);
  });
});
