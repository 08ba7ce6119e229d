import type { VNode } from 'preact';
import type { Choice } from '../../../bot/messages/model.ts';
import type { Viewer } from '../wire.ts';
import { SignedIn } from './signed-in.tsx';

const EMERGENCY: Choice = {
  label: '緊急：紛失・漏えいの報告',
  action: { do: 'emergency' },
  style: 'danger',
};

/** Always in view: what this is, the way to report a loss, and the way to begin again. */
export function Header(props: {
  readonly viewer: Viewer;
  readonly onSignOut: () => void;
  readonly policyName: string;
  readonly canStartAnew: boolean;
  readonly onEmergency: (choice: Choice) => void;
  readonly onStartAnew: () => void;
}): VNode {
  return (
    <header class="page-header">
      <div class="name">
        <p class="policy-name">{props.policyName}</p>
        <h1>質問窓口</h1>
      </div>
      <SignedIn viewer={props.viewer} back="/" onSignOut={props.onSignOut} />
      <div class="header-buttons">
        <button type="button" class="quiet" disabled={!props.canStartAnew} onClick={props.onStartAnew}>
          新しい会話
        </button>
        <button type="button" class="emergency" onClick={() => props.onEmergency(EMERGENCY)}>
          {EMERGENCY.label}
        </button>
      </div>
    </header>
  );
}
