/** Why somebody is passed whatever post they hold. */
export type Past = 'concerned' | 'silent' | 'outside-drill';

/** Why a post did not take the matter. */
export type PassedOver =
  /** Its holder is the asker; is recorded as absent; nobody holds it. */
  | { readonly why: 'own' | 'absent' | 'empty'; readonly post: string }
  | { readonly why: Past; readonly post: string }
  /** None of several who may act is there, leaving the asker aside. */
  | { readonly why: 'nobody-present'; readonly post: string; readonly own: boolean }
  /** The same of those who could stand in. */
  | { readonly why: 'no-deputy'; readonly name: string; readonly own: boolean }
  /** The act is not one that the city opens to deputies. */
  | { readonly why: 'not-for-deputies'; readonly name: string }
  | { readonly why: 'no-section'; readonly unit: string }
  | { readonly why: 'system-not-named' }
  | { readonly why: 'system-ordinary'; readonly system: string };

/** Who takes it in the end. */
export interface Taker {
  /** The role's name: 局（区）情報管理者. */
  readonly name: string;
  /** The post: 財政局長. */
  readonly post: string;
  readonly deputising: boolean;
}

/** One Japanese sentence: why it goes to whom it goes, e.g. 「市民税課長が不在のため副情報管理者へ」. Null: there is nobody. */
export function reasonFor(passed: readonly PassedOver[], taker: Taker | null): string {
  // The CISO may be met twice on the way up: as the manager of his bureau and as the CISO.
  const seen = new Set<string>();
  const causes = passed.flatMap((one) => {
    const cause = causeOf(one);
    return seen.has(cause.last) || !seen.add(cause.last) ? [] : [cause];
  });
  const last = causes.at(-1);
  if (taker === null) {
    const all = causes.map(({ running }) => `${running}、`).join('');
    return `${all}その上の役職もないため、該当する人がいません`;
  }
  const { name, post, deputising } = taker;
  if (last === undefined) return post.endsWith(name) ? `${post}です` : `${post}が${name}です`;
  const before = causes
    .slice(0, -1)
    .map(({ running }) => `${running}、`)
    .join('');
  const to = deputising || post === name ? name : post.endsWith(name) ? post : `${name}（${post}）`;
  const check = passed.some(({ why }) => why === 'system-not-named')
    ? '（どの情報システムかを確かめてください）'
    : '';
  return `${before}${last.last}ため${to}へ${check}`;
}

/** A cause as it runs on, and as it stands before 「ため」. */
interface Cause {
  readonly running: string;
  readonly last: string;
}

function causeOf(passed: PassedOver): Cause {
  switch (passed.why) {
    case 'own':
      return noun(`${passed.post}が申請者本人`);
    case 'absent':
      return noun(`${passed.post}が不在`);
    case 'empty':
      return noun(`${passed.post}が空席`);
    case 'concerned':
      return noun(`${passed.post}に関する報告`);
    case 'outside-drill':
      return { running: `${passed.post}は訓練に加わらず`, last: `${passed.post}は訓練に加わらない` };
    case 'silent':
      return { running: `${passed.post}から返事がなく`, last: `${passed.post}から返事がない` };
    case 'nobody-present':
      return {
        running: `${others(passed)}${passed.post}がおらず`,
        last: `${others(passed)}${passed.post}がいない`,
      };
    case 'no-deputy':
      return {
        running: `${others(passed)}${passed.name}もおらず`,
        last: `${others(passed)}${passed.name}もいない`,
      };
    case 'not-for-deputies':
      return {
        running: `${passed.name}の代理は認められておらず`,
        last: `${passed.name}の代理は認められていない`,
      };
    case 'no-section':
      return { running: `${passed.unit}の直属で課に属さず`, last: `${passed.unit}の直属で課に属さない` };
    case 'system-not-named':
      return { running: '情報システムが示されておらず', last: '情報システムが示されていない' };
    case 'system-ordinary':
      return {
        running: `${passed.system}は重要な情報システムでなく`,
        last: `${passed.system}は重要な情報システムでない`,
      };
  }
}

function noun(words: string): Cause {
  return { running: `${words}で`, last: `${words}の` };
}

function others({ own }: { readonly own: boolean }): string {
  return own ? '本人のほかに在席の' : '在席の';
}
