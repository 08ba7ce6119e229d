import { beforeEach, describe, expect, it } from 'vitest';
import { readState, writeState } from '../../../../bot/conversation/guided/state.ts';
import type { Facts } from '../../../../knowledge/rules/flow.ts';
import { GuidedTalk, sendaiPack } from './guided-talk.ts';
import { fly, flyOtherwise, weather } from './small-flows.ts';

const pack = await sendaiPack();
let talk: GuidedTalk;
beforeEach(() => {
  talk = new GuidedTalk(pack, [fly, weather]);
});

describe('one question at a time', () => {
  it('asks what still matters, in order, and ends in a verdict with its clauses', () => {
    talk.start('fly');
    expect(talk.question()).toMatchObject({ fact: 'weather', progress: 'あと2問くらい', answers: [] });
    talk.answer('sun').answer(true);
    expect(talk.question()).toMatchObject({ fact: 'company', progress: 'これで最後の質問です' });
    expect(talk.question().answers.map(({ name, value }) => `${name}：${value}`)).toEqual([
      '天気：晴れ',
      '風：はい（強い）',
    ]);
    talk.answer('many');
    expect(talk.verdict()).toMatchObject({
      verdict: 'approval',
      label: '許可が必要',
      limitsFirst: true,
      approvers: { sentence: '情報管理者（所属の課の長）の許可を得てください。' },
      duties: [{ strength: 'must', label: 'しなければならない', text: '名簿を作る' }],
      print: { flow: 'fly', facts: { weather: 'sun', wind: true, company: 'many' } },
    });
    expect(talk.quoted()).toEqual(['2.7.1.vii#6', '2.4.1#6']);
  });

  it('asks nothing that cannot matter any more', () => {
    talk.start('fly').answer('rain');
    expect(talk.verdict().print.facts).toEqual({ weather: 'rain' });
    expect(talk.verdict().limitsFirst).toBe(false);
  });

  it('says what a refused thing needs: a change, or the manager and then the exception', () => {
    talk.start('fly').answer('sun').answer(true).answer('two');
    expect(talk.verdict().wayOn).toMatchObject([
      {
        sentence: '「風」を「いいえ（弱い）」に変えられるなら、「可」になります。',
        choices: [{ action: { do: 'answer', facts: { wind: false } } }],
      },
    ]);
    talk.pressed('「風」を「いいえ');
    expect(talk.verdict().verdict).toBe('allowed');
    talk.start('fly').answer('rain');
    expect(talk.verdict().wayOn[0]?.sentence).toContain('情報管理者（所属の課の長）に相談');
  });
});

describe('going back and changing', () => {
  it('asks the answer before again, and loses none that still holds', () => {
    talk.start('fly').answer('sun').answer(true);
    const before = talk.state;
    talk.pressed('戻る');
    expect(talk.question()).toMatchObject({ fact: 'wind' });
    expect(talk.question().input).toMatchObject({ choices: [{ chosen: true }, { chosen: false }] });
    talk.pressed('戻る');
    expect(talk.question().fact).toBe('weather');
    expect(talk.labels()).not.toContain('戻る');
    talk.answer('sun');
    // Both answers stand: it goes on where it was.
    expect(talk.question().fact).toBe('company');
    expect(talk.state).toEqual(before);
  });

  it('can be given up without a change', () => {
    talk.start('fly').answer('sun').answer(true);
    talk.pressed('戻る').pressed('変えずに進む');
    expect(talk.question().fact).toBe('company');
  });

  it('keeps aside what no longer matters, and takes it up again', () => {
    talk.start('fly').answer('sun').answer(true).answer('many');
    const first = talk.verdict();
    talk.pressed('「天気」を変更').answer('rain');
    expect(talk.sentences()).toContain('次のように変えました。\n・天気：雨');
    expect(talk.verdict()).toMatchObject({ verdict: 'prohibited', print: { facts: { weather: 'rain' } } });
    talk.pressed('「天気」を変更').answer('sun');
    expect(talk.verdict()).toEqual(first);
  });

  it('is what an old button of the same walk does, and it is said so', () => {
    talk.start('fly');
    const { run } = talk.question();
    talk.answer('sun').answer(true).answer('two');
    talk.press({ do: 'answer', run, flow: 'fly', facts: { weather: 'rain' } });
    expect(talk.sentences()).toContain('次のように変えました。\n・天気：雨');
    expect(talk.verdict().verdict).toBe('prohibited');
  });

  it('by typing 戻る and 変更', () => {
    talk.start('fly');
    expect(talk.type('戻る')).toBe(true);
    expect(talk.sentences()).toContain('これが最初の質問です');
    talk.type('変更');
    expect(talk.sentences()).toContain('まだ変更できる答えがありません');
    talk.answer('sun').type('もどる');
    expect(talk.question().fact).toBe('weather');
    talk.type('変更');
    expect(talk.labels()).toEqual(['「天気」を変更']);
  });
});

describe('why, stop, go on', () => {
  it('shows the clause because of which it is asked, and the question again', () => {
    talk.start('fly').answer('sun');
    talk.pressed('なぜ聞くの');
    expect(talk.quoted()).toEqual(['2.7.1.vii#3']);
    expect(talk.question().fact).toBe('wind');
  });

  it('stops, and is taken up again by the button, by words, or by an answer', () => {
    for (const again of [
      () => talk.pressed('取り消して続ける'),
      () => talk.type('再開'),
      () => talk.type('取り消し'),
      () => talk.type('続ける'),
      () => talk.type('つづける'),
    ]) {
      talk.start('fly').answer('sun').pressed('やめる');
      expect(talk.type('はい')).toBe(false);
      again();
      expect(talk.question()).toMatchObject({ fact: 'wind' });
    }
    const { run } = talk.question();
    talk.type('やめる');
    talk.press({ do: 'answer', run, flow: 'fly', facts: { wind: false } });
    expect(talk.question().fact).toBe('company');
  });

  it('goes on from what was kept, after a restart', () => {
    talk.start('fly').answer('sun');
    const kept = writeState(talk.state);
    const later = new GuidedTalk(pack, [fly, weather]);
    const loaded = later.engine.load(kept);
    expect(loaded.messages).toEqual([]);
    expect(loaded.state).toEqual(talk.state);
    expect(later.engine.currentStep(loaded.state)).toEqual(talk.messages);
  });
});

describe('finding a fact out', () => {
  it('walks the other flow inside, and comes back with the result and its clause', () => {
    talk.start('fly').pressed('分からない');
    expect(talk.question()).toMatchObject({
      flow: 'weather',
      fact: 'clouds',
      within: '「飛んでいい？」の途中で確かめています',
    });
    talk.answer(true).answer(false);
    expect(talk.sentences()).toContain('「天気」は「晴れ」と分かりました。');
    expect(talk.quoted()).toEqual(['2.7.1.vii#6']);
    expect(talk.question()).toMatchObject({ flow: 'fly', fact: 'wind', within: '' });
    expect(talk.question().answers).toMatchObject([{ name: '天気', value: '晴れ' }]);
  });

  it('is what 「分からない」 typed does', () => {
    talk.start('fly').type('天気が分かりません');
    expect(talk.question().flow).toBe('weather');
  });

  it('is left by 戻る from its first question, and by an old button of the question outside', () => {
    talk.start('fly');
    const { run } = talk.question();
    talk.pressed('分からない').pressed('戻る');
    expect(talk.question()).toMatchObject({ flow: 'fly', fact: 'weather' });
    talk.pressed('分からない').answer(true);
    talk.press({ do: 'answer', run, flow: 'fly', facts: { weather: 'sun' } });
    expect(talk.question()).toMatchObject({ flow: 'fly', fact: 'wind', within: '' });
  });
});

describe('what was typed', () => {
  it('answers, several facts at once, each named back', () => {
    talk.start('fly').type('快晴で強風、団体です');
    expect(talk.sentences()).toContain(
      '次のこととして進めます。違うときは、下の「変更」で直せます。\n・天気：晴れ\n・風：はい（強い）\n・人数：大勢で',
    );
    expect(talk.verdict().verdict).toBe('approval');
  });

  it('is asked again where it is hedged or says two things, with nothing taken', () => {
    talk.start('fly');
    for (const typed of ['たぶん雨', '雨か晴れ', 'はい']) {
      const before = talk.state;
      expect(talk.type(typed), typed).toBe(true);
      expect(talk.sentences(), typed).toContain('次の中から選んでください');
      expect(talk.state).toEqual(before);
      expect(talk.question().fact).toBe('weather');
    }
  });

  it('is not for the walk where it asks or tells of a loss', () => {
    talk.start('fly');
    expect(talk.type('雨のときはどうすればいいですか')).toBe(false);
    expect(talk.type('大雨で書類をなくしました', true)).toBe(false);
    // An answer by its very form is one, whatever else its words may mean.
    expect(talk.type('雨', true)).toBe(true);
  });

  it('changes an answer after the verdict', () => {
    talk.start('fly').answer('sun').answer(true).answer('two');
    expect(talk.type('無風なら？')).toBe(true);
    expect(talk.verdict().verdict).toBe('allowed');
    expect(talk.type('ありがとう')).toBe(false);
    talk.type('はい');
    expect(talk.sentences()).toContain('判定は上のとおりです');
    expect(talk.labels()).toContain('「風」を変更');
    talk.type('なぜ？');
    expect(talk.verdict().verdict).toBe('allowed');
  });
});

describe('an offer', () => {
  it('takes what the sentence says, and is passed over by anything that is not plainly an answer', () => {
    const offer = talk.engine.offer(talk.state, 'fly', '快晴の日に飛んでいい？', 'offered');
    expect(offer?.decided).toBe(false);
    talk.state = offer?.state ?? talk.state;
    talk.messages = offer?.messages ?? [];
    expect(talk.sentences()).toContain('・天気：晴れ');
    expect(talk.question().fact).toBe('wind');
    expect(talk.type('離席するときは鍵をかける？')).toBe(false);
    expect(talk.type('たぶん明日の会議はいつもより長くなるものだと思います')).toBe(false);
    talk.state = talk.engine.leave(talk.state);
    expect(talk.engine.afterAside(talk.state)).toEqual([]);
    expect(talk.type('はい')).toBe(false);
    // Its button still works.
    talk.pressed('はい（強い）');
    expect(talk.question().fact).toBe('company');
  });

  it('is answered by a plain answer', () => {
    const offer = talk.engine.offer(talk.state, 'fly', '飛んでいい？', 'offered');
    talk.state = offer?.state ?? talk.state;
    expect(talk.type('晴れです')).toBe(true);
    expect(talk.question().fact).toBe('wind');
  });

  it('is the verdict where everything was said', () => {
    const offer = talk.engine.offer(talk.state, 'fly', '大雨でも飛んでいい？', 'offered');
    expect(offer?.decided).toBe(true);
    expect(offer?.messages.some(({ type }) => type === 'verdict')).toBe(true);
  });
});

describe('what is gone', () => {
  it('a walk long ago: its button offers to begin again', () => {
    talk.press({ do: 'answer', run: 'long-ago', flow: 'fly', facts: { weather: 'sun' } });
    expect(talk.labels()).toEqual(['「飛んでいい？」を最初から始める', '判定の一覧を見る']);
    talk.press({ do: 'guide', step: 'why', run: 'long-ago', flow: 'no-such-flow', fact: 'x' });
    expect(talk.labels()).toEqual(['判定の一覧を見る']);
  });

  it('a flow whose rules have changed: it is said, and begun again', () => {
    talk.start('fly').answer('sun');
    const kept = writeState(talk.state);
    const { state, messages } = new GuidedTalk(pack, [flyOtherwise, weather]).engine.load(kept);
    expect(state.current).toBeNull();
    expect(messages).toMatchObject([
      { prompt: expect.stringContaining('決まりが新しくなった'), choices: [{ action: { do: 'start' } }, {}] },
    ]);
  });

  it('a flow that the pack no longer has', () => {
    talk.start('fly').answer('sun');
    const { state, messages } = new GuidedTalk(pack, [weather]).engine.load(writeState(talk.state));
    expect(state.current).toBeNull();
    expect(messages).toHaveLength(1);
  });

  it.each(['', 'null', '{}', '[]', '{"version":0}', '{"version":1,"current":{"frames":[]}}', '\u0000'])(
    'a state that is none: %j',
    (kept) => {
      expect(readState(kept)).toBeNull();
      expect(talk.engine.load(kept)).toMatchObject({ state: { current: null }, messages: [{}] });
    },
  );

  it('a value that the fact cannot have is refused with the question', () => {
    talk.start('fly');
    const { run } = talk.question();
    const wrong: Facts[] = [{ weather: 'snow' }, { weather: true }, { moon: 'full' }, {}, { wind: 3 }];
    for (const facts of wrong) {
      talk.press({ do: 'answer', run, flow: 'fly', facts });
      expect(talk.sentences()).toContain('この選択肢は今の質問では使えません');
      expect(talk.question().fact).toBe('weather');
    }
  });
});

describe('several decisions', () => {
  it('an earlier one is gone on with by its buttons, and offered after the verdict of the later', () => {
    talk.start('fly').answer('sun');
    const early = talk.question();
    talk.start('weather').answer(false);
    expect(talk.verdict().next[0]?.label).toBe('途中の「飛んでいい？」に戻る');
    talk.pressed('途中の「飛んでいい？」に戻る');
    expect(talk.question()).toEqual(early);
  });

  it('of more than can be kept the oldest is gone', () => {
    talk.start('fly');
    const { run } = talk.question();
    for (let i = 0; i < 6; i += 1) talk.start('weather');
    talk.press({ do: 'answer', run, flow: 'fly', facts: { weather: 'sun' } });
    expect(talk.labels()[0]).toBe('「飛んでいい？」を最初から始める');
  });
});
