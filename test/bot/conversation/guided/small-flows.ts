import type { Fact, Flow, Option } from '../../../../knowledge/rules/flow.ts';
import { clause, fact, flow, row, table, when } from '../../../knowledge/rules/flows.ts';

const because = { says: '試験の理由です。', citations: [clause('2.7.1.vii#6')] };

function option(value: string, label: string, words: readonly string[] = []): Option {
  return { value, label, help: '', words };
}

function asked(one: Fact, more: Partial<Fact>): Fact {
  return { ...one, clause: clause('2.7.1.vii#3'), ...more };
}

/** Whether to fly: by weather, which its own flow finds out, and with whom. Wind matters only where it does not rain. */
export const fly: Flow = flow(
  [
    asked(fact('weather', ['rain', 'sun']), {
      name: '天気',
      foundBy: 'weather',
      options: [option('rain', '雨', ['大雨']), option('sun', '晴れ', ['快晴'])],
    }),
    asked(fact('wind', ['true', 'false']), {
      name: '風',
      canChange: true,
      options: [option('true', 'はい（強い）', ['強風']), option('false', 'いいえ（弱い）', ['無風'])],
    }),
    asked(fact('company', ['alone', 'two', 'many']), {
      name: '人数',
      canChange: true,
      options: [
        option('alone', '一人で', ['単独']),
        option('two', '二人で', ['ペア']),
        option('many', '大勢で', ['団体']),
      ],
    }),
  ],
  [
    table(
      row(when({ weather: 'rain' }), { verdict: 'prohibited', ...because }),
      row(when({ weather: 'sun', wind: 'true' }), {
        verdict: 'approval',
        approvers: ['information-manager'],
        ...because,
      }),
      row(when({ weather: 'sun', wind: 'false' }), { verdict: 'allowed', ...because }),
    ),
    table(
      row(when({ weather: 'sun', company: 'many' }), {
        duties: [{ strength: 'must', text: '名簿を作る', citation: clause('2.4.1#6') }],
        ...because,
      }),
      row([when({ weather: 'rain' }), when({ company: ['alone', 'two'] })]),
    ),
  ],
  { id: 'fly', title: '飛んでいい？', prominentLimits: [when({ company: 'many' })] },
);

export const weather: Flow = flow(
  [
    asked(fact('clouds', ['true', 'false']), {
      name: '雲',
      options: [option('true', 'はい'), option('false', 'いいえ')],
    }),
    asked(fact('drops', ['true', 'false']), {
      name: '雨粒',
      options: [option('true', 'はい'), option('false', 'いいえ')],
    }),
  ],
  [
    table(
      row(when({ clouds: 'true', drops: 'true' }), { result: 'rain', ...because }),
      row([when({ clouds: 'false' }), when({ clouds: 'true', drops: 'false' })], {
        result: 'sun',
        ...because,
      }),
    ),
  ],
  {
    id: 'weather',
    title: '天気は？',
    results: [
      { value: 'sun', label: '晴れ' },
      { value: 'rain', label: '雨' },
    ],
  },
);

/** The same questions, other rules. */
export const flyOtherwise: Flow = {
  ...fly,
  tables: [table(row(when({ weather: ['rain', 'sun'] }), { verdict: 'allowed', ...because }))],
};
