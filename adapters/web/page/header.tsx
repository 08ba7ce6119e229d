import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Choice } from '../../../bot/messages/model.ts';
import { CASES, type Viewer } from '../wire.ts';
import { SignedIn, signInHref } from './signed-in.tsx';

const EMERGENCY: Choice = {
  label: '緊急：紛失・漏えいの報告',
  action: { do: 'emergency' },
  style: 'danger',
};

/** For whoever is signed in: what goes on record. */
const DESK: readonly Choice[] = [
  { label: '申請状況', action: { do: 'requests', list: 'mine' }, style: 'plain' },
  { label: '承認待ち', action: { do: 'requests', list: 'waiting' }, style: 'plain' },
];

/**
 * Always in view: what this is, the way to report a loss, and the way to begin again. On a narrow screen all but the report
 * is behind one button, so that the conversation has the room.
 */
export function Header(props: {
  readonly viewer: Viewer;
  readonly onSignOut: () => void;
  readonly policyName: string;
  readonly canStartAnew: boolean;
  /** How many things the person was told since they last looked. */
  readonly news: number;
  readonly onPress: (choice: Choice) => void;
  readonly onStartAnew: () => void;
}): VNode {
  const [isOpen, open] = useState(false);
  const act = (what: () => void) => {
    open(false);
    what();
  };
  return (
    <header class={isOpen ? 'page-header menu-open' : 'page-header'}>
      <div class="name">
        <p class="policy-name">{props.policyName}</p>
        <h1>質問窓口</h1>
        {props.viewer.person === null && (
          // What a report needs is not looked for in a menu.
          <a class="narrow-sign-in" href={signInHref('/')}>
            サインイン
          </a>
        )}
      </div>
      <button
        type="button"
        class="quiet menu-button"
        aria-expanded={isOpen}
        aria-controls="header-menu"
        onClick={() => open(!isOpen)}
      >
        {isOpen ? '閉じる' : 'メニュー'}
        {!isOpen && props.news > 0 && (
          <span class="news-count">
            <span class="visually-hidden">お知らせ</span>
            {props.news}
            <span class="visually-hidden">件</span>
          </span>
        )}
      </button>
      <button type="button" class="emergency" onClick={() => act(() => props.onPress(EMERGENCY))}>
        {EMERGENCY.label}
      </button>
      <div class="header-menu" id="header-menu">
        <SignedIn viewer={props.viewer} back="/" onSignOut={props.onSignOut} />
        <div class="header-buttons">
          {props.viewer.person !== null && (
            <nav class="desk-buttons" aria-label="申請と承認">
              {props.news > 0 && (
                <button
                  type="button"
                  class="quiet news"
                  onClick={() => act(() => props.onPress(newsChoice(props.news)))}
                >
                  お知らせ {props.news}件
                </button>
              )}
              {DESK.map((choice) => (
                <button
                  type="button"
                  class="quiet"
                  key={choice.label}
                  onClick={() => act(() => props.onPress(choice))}
                >
                  {choice.label}
                </button>
              ))}
              <a href={CASES}>事案の一覧</a>
            </nav>
          )}
          <button
            type="button"
            class="quiet"
            disabled={!props.canStartAnew}
            onClick={() => act(props.onStartAnew)}
          >
            新しい会話
          </button>
        </div>
      </div>
    </header>
  );
}

function newsChoice(count: number): Choice {
  return { label: `お知らせ ${count}件`, action: { do: 'requests', list: 'notices' }, style: 'plain' };
}
