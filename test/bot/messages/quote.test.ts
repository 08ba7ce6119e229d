import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuoteMessage } from '../../../bot/messages/model.ts';
import { Quoter } from '../../../bot/messages/quote.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import { Analyser, isContent } from '../../../knowledge/search/analyse.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { clause, sendai } from '../../knowledge/policy/sendai-text.ts';

let analyser: Analyser;
let quoter: Quoter;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
  quoter = new Quoter(sendai, analyser);
});

const answer = { role: 'answer' } as const;
const quote = (id: string, ...words: string[]) => quoter.quote(clause(id).id, new Set(words), answer);
const marked = ({ text, marks }: QuoteMessage) => marks.map(([start, end]) => text.slice(start, end));

describe('a quote', () => {
  it('is the clause’s own text with its citation and the titles on the way', () => {
    expect(quote('2.7.1.vii#6')).toEqual({
      type: 'quote',
      clause: '2.7.1.vii#6',
      citation: '第２章（７）①（ⅶ）6項目め',
      path: ['情報セキュリティ対策基準', '技術的セキュリティ', '情報システムの管理', '電子メールの送受信等'],
      title: '',
      text: '職員は，重要性分類Ｓ，Ⅰ又はⅡの行政情報に該当する添付ファイルのある電子メールを送信する必要がある場合には，事前に情報管理者の承認を受けなければならない。',
      marks: [],
      role: 'answer',
      why: '',
      similar: [],
    });
  });

  it('keeps the printed characters, the misprint too', () => {
    const misprinted = sendai.all.filter(({ body }) => body.includes('職職員'));
    expect(misprinted.length).toBeGreaterThan(0);
    for (const { id } of misprinted) expect(quote(id).text).toContain('職職員');
  });

  it('quotes a bare heading by its title', () => {
    expect(quote('2.7.1.vii')).toMatchObject({ title: '', text: '電子メールの送受信等' });
  });

  it('says why a related clause stands there, and carries what is grouped under it', () => {
    const similar = [clause('2.5.1#3').id, clause('2.5.1#4').id];
    const grouped = quoter.quote(clause('2.5.1#2').id, new Set(), {
      role: 'related',
      why: '参照先',
      similar,
    });
    expect(grouped).toMatchObject({ role: 'related', why: '参照先' });
    expect(grouped.similar).toEqual(
      similar.map((id) => ({ clause: id, citation: sendai.citation(id), text: clause(id).body })),
    );
    expect(grouped.similar.map(({ citation }) => citation)).toEqual([
      '第２章（５）①3項目め',
      '第２章（５）①4項目め',
    ]);
  });

  it('is the clause’s own text for every clause of the policy', () => {
    for (const { id, title, body } of sendai.all) {
      const { text, citation, title: shown } = quote(id);
      expect(text, id).not.toBe('');
      expect(shown === '' ? [text] : [shown, text], id).toEqual([title, body].filter((part) => part !== ''));
      expect(citation, id).toBe(sendai.citation(id));
    }
  });

  it('cannot be made of a clause that does not exist', () => {
    expect(() => quoter.quote('2.7.1.vii#99' as ClauseId, new Set(), answer)).toThrow('2.7.1.vii#99');
  });
});

describe('the marks', () => {
  it('lie on the words in the printed text, whatever width they are printed in', () => {
    expect(marked(quote('2.7.1.vii#6', '添付', 'ファイル', '電子', 'メール', '承認'))).toEqual([
      '添付ファイル',
      '電子メール',
      '承認',
    ]);
    // Ｓ is printed full width and compared as s.
    expect(marked(quote('2.7.1.vii#6', 's'))).toEqual(['Ｓ']);
  });

  it('find a word in every form that it takes', () => {
    expect(clause('2.3.4.i#7').body).toContain('持ち出す');
    expect(marked(quote('2.3.4.i#7', '持ち出す'))).toEqual(['持ち出す']);
  });

  it('join neighbouring words into one', () => {
    expect(marked(quote('2.7.1.vii#6', '情報', '管理', '者'))).toContain('情報管理者');
  });

  it('are none where nothing was asked in words', () => {
    expect(quote('2.7.1.vii#6').marks).toEqual([]);
    expect(quote('2.7.1.vii#6', 'ラーメン').marks).toEqual([]);
  });

  /** Slow and obvious: each character of the text is marked or not, by itself. */
  function markedCharacters(text: string, words: ReadonlySet<string>): boolean[] {
    const { tokens, normalised } = analyser.analyse(text);
    const spelled = [...words].filter((word) => word.length >= 3);
    const places = [
      ...tokens.filter((token) => isContent(token) && words.has(token.base)),
      ...Array.from(normalised.text, (_, start) => start).flatMap((start) =>
        spelled
          .filter((word) => normalised.text.startsWith(word, start))
          .map((word) => ({ start, end: start + word.length })),
      ),
    ];
    return Array.from({ length: text.length }, (_, at) =>
      places.some(
        ({ start, end }) =>
          (normalised.origin[start] ?? 0) <= at && at < (normalised.origin[end] ?? text.length),
      ),
    );
  }

  it('ascend inside the text, never touch, and agree with marking character by character', () => {
    const anyClause = fc.constantFrom(...sendai.all);
    const check = (id: ClauseId, words: ReadonlySet<string>) => {
      const { text, marks } = quoter.quote(id, words, answer);
      let last = -1;
      for (const [start, end] of marks) {
        expect(start).toBeGreaterThan(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
      const shown = Array.from({ length: text.length }, (_, at) =>
        marks.some(([start, end]) => start <= at && at < end),
      );
      expect(shown).toEqual(markedCharacters(text, words));
    };
    const wordsOf = (id: ClauseId) => analyser.analyse(quote(id).text).tokens.map(({ base }) => base);
    for (const { id } of sendai.all) check(id, new Set(wordsOf(id)));
    fc.assert(
      fc.property(anyClause, anyClause, fc.array(fc.nat(), { maxLength: 8 }), ({ id }, other, picks) => {
        const words = [...wordsOf(id), ...wordsOf(other.id)];
        check(id, new Set(picks.map((pick) => words[pick % words.length] ?? '')));
      }),
    );
  });
});
