import type { ComponentChildren, VNode } from 'preact';
import { signInHref } from '../page/signed-in.tsx';
import type { PageAssets } from '../server/assets.ts';
import type { OwnAddress } from '../server/guard.ts';
import { document } from '../server/layout.tsx';
import { type RefusalCode, wordsOf } from './refusal.ts';

/** What the pages around signing in and out know of the site that they belong to. */
export interface Site {
  readonly policyName: string;
  readonly assets: PageAssets;
  readonly own: () => OwnAddress;
}

/** A page that works without JavaScript. */
export function framedPage(site: Site, heading: string, body: ComponentChildren): string {
  return document({
    title: `${heading} - ${site.policyName}`,
    assets: site.assets,
    withScript: false,
    body: (
      <div class="paper">
        <header class="paper-header">
          <p>{site.policyName}</p>
          <a href="/">質問窓口を開く</a>
        </header>
        <main>
          <article class="identity">
            <h1>{heading}</h1>
            {body}
          </article>
        </main>
      </div>
    ),
  });
}

/** Why nobody was signed in, and what to do. */
export function refusalPage(site: Site, code: RefusalCode, more: ComponentChildren = null): string {
  const { heading, advice } = wordsOf(code);
  return framedPage(
    site,
    heading,
    <>
      <p>{advice}</p>
      {more}
      <p>{wayOn(code)}</p>
      <WithoutSigningIn />
      <p class="code">{code}</p>
    </>,
  );
}

function wayOn(code: RefusalCode): VNode | null {
  switch (code) {
    case 'DEMO_ONLY_HERE':
      return null;
    case 'PERSON_UNKNOWN':
    case 'EMAIL_MISSING':
    case 'EMAIL_NOT_VERIFIED':
      // Without asking, the provider would send the same account back.
      return <a href="/sign-in?account=other">別のアカウントでサインインする</a>;
    default:
      return <a href={signInHref('/')}>もう一度サインインする</a>;
  }
}

/** Whoever has lost the very device that signs them in must not be held up by this page. */
export function WithoutSigningIn(): VNode {
  return (
    <p class="identity-note">
      紛失・漏えいなど緊急のときは、サインインを待たず、すぐに情報管理者（所属の課の長など）へ電話で知らせてください。
    </p>
  );
}

/** Signed in with the provider, but nobody in the directory has this address. It is shown here and kept nowhere. */
export function emailPage(site: Site, email: string): string {
  return refusalPage(
    site,
    'PERSON_UNKNOWN',
    <p>
      サインインしたアカウントのメールアドレス：<b>{email}</b>
    </p>,
  );
}

/** Signed out here; the provider comes next. */
export function leavingPage(site: Site, to: string): string {
  return framedPage(
    site,
    'サインアウトしています',
    <p>
      この窓口からサインアウトしました。続けて、認証基盤からもサインアウトします。画面が変わらないときは、
      <a href={to}>ここを押してください</a>。
    </p>,
  );
}

export function signedOutPage(site: Site): string {
  return framedPage(
    site,
    'サインアウトしました',
    <>
      <p>共用のパソコンでは、ブラウザーの窓もすべて閉じてください。</p>
      <p>
        <a href={signInHref('/')}>もう一度サインインする</a>
      </p>
      <WithoutSigningIn />
    </>,
  );
}
