import { beforeAll, describe, expect, it } from 'vitest';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { CorpusSearch } from '../../../knowledge/search/corpus-search.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';

const ARTICLES = [
  { id: 'river', title: '広瀬川', body: '広瀬川は仙台市の中心部を流れる川である。アユが釣れる。' },
  { id: 'castle', title: '仙台城', body: '伊達政宗が築いた城で、青葉山にある。別名を青葉城という。' },
  { id: 'train', title: '地下鉄南北線', body: '仙台市の地下鉄で、泉中央と富沢のあいだを走る。' },
  { id: 'festival', title: '七夕まつり', body: '八月に行われる祭りで、商店街に竹飾りが並ぶ。' },
];

let search: CorpusSearch;
beforeAll(async () => {
  search = new CorpusSearch(ARTICLES, new Analyser(await loadTokenizer()));
});

describe('a collection that is no policy', () => {
  it.each([
    ['政宗が築いた城はどこにありますか', 'castle'],
    ['アユが釣れる川', 'river'],
    ['竹飾りは何月に並びましたか', 'festival'],
    ['ﾁｶﾃﾂ南北線', 'train'],
    ['広瀬川', 'river'],
  ])('answers 「%s」 with %s first', (question, id) => {
    expect(search.search(question, 4)[0]).toBe(id);
  });

  it('gives no more than asked for and nothing where nothing is shared', () => {
    expect(search.search('仙台市', 1)).toHaveLength(1);
    expect(search.search('量子力学', 4)).toEqual([]);
    expect(search.search('', 4)).toEqual([]);
  });
});
