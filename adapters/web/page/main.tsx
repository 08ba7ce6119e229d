import { render } from 'preact';
import { App } from './app.tsx';
import { Chat } from './chat.ts';
import { claim } from './conversation-lock.ts';
import { LiveConnection } from './live-connection.ts';
import { newId } from './new-id.ts';
import { forget, keepOnlyFor } from './owner.ts';
import { load, tabDrawer } from './saved-conversation.ts';
import { serverFor } from './server.ts';
import type { Conversation } from './turn.ts';
import { viewerIn } from './viewer.ts';

/** The page's start: takes up this tab's conversation, or begins one, and draws it. */
async function main(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no #app');
  const viewer = viewerIn(root);
  const drawer = tabDrawer();
  keepOnlyFor(viewer, drawer);
  const chat = new Chat(await takeUp(load(drawer)), {
    server: serverFor(viewer),
    drawer,
    newId,
    claim: (conversation) => void claim(conversation),
    makeLive: (events) => new LiveConnection(events),
  });
  document.addEventListener('visibilitychange', () => chat.look(!document.hidden));
  window.addEventListener('online', () => chat.look(true));
  root.replaceChildren();
  render(<App chat={chat} viewer={viewer} onSignOut={() => forget(drawer)} />, root);
  chat.start();
  showLinked(chat);
}

/** `/?request=K7QF-2M9D` shows that application, once, and `/?case=C-K7QF-2M9D` that case: pages and notices lead there. */
function showLinked(chat: Chat): void {
  const asked = new URLSearchParams(location.search);
  const number = asked.get('request');
  const about = asked.get('case');
  if (number === null && about === null) return;
  history.replaceState(null, '', '/');
  // Said as if it had been typed: a case's number opens its card.
  if (about !== null) chat.say({ type: 'text', text: about }, about);
  if (number === null) return;
  chat.say(
    { type: 'action', action: { do: 'request', act: 'show', number, step: 0, round: 0 } },
    `申請 ${number} を見る`,
  );
}

async function takeUp(saved: Conversation | null): Promise<Conversation> {
  if (saved !== null && (await claim(saved.id))) return saved;
  const fresh = { id: newId(), turns: [] };
  void claim(fresh.id);
  return fresh;
}

void main();
