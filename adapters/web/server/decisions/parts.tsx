import type { ComponentChildren, VNode } from 'preact';
import type { CitedClause } from '../../../../bot/views/case-view.ts';
import type {
  AnsweredFact,
  ClauseQuote,
  DutyView,
  LiftingView,
  OutcomeTone,
  OutcomeView,
  Permission,
  PolicyView,
  Post,
} from '../../../../bot/views/view.ts';
import { clauseHref } from '../../wire.ts';

/** What several of these pages show, each in one way. */

export function ClauseLink({ clause }: { clause: CitedClause }): VNode {
  return (
    <a class="citation" href={clauseHref(clause.id)}>
      {clause.citation}
    </a>
  );
}

export function ClauseLinks({ clauses }: { clauses: readonly CitedClause[] }): VNode {
  return (
    <>
      {separated(
        clauses.map((clause) => <ClauseLink key={clause.id} clause={clause} />),
        '、',
      )}
    </>
  );
}

/** A clause word for word under its printed name. */
export function Quote({ quote }: { quote: ClauseQuote }): VNode {
  return (
    <div class="clause-quote">
      <p>
        <ClauseLink clause={quote} /> {quote.title !== '' && <b>{quote.title}</b>}
      </p>
      <blockquote>
        {quote.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </blockquote>
    </div>
  );
}

export function Quotes({ quotes }: { quotes: readonly ClauseQuote[] }): VNode {
  return (
    <div class="clause-quotes">
      {quotes.map((quote) => (
        <Quote key={quote.id} quote={quote} />
      ))}
    </div>
  );
}

export function Verdict({ tone, label }: { readonly tone: OutcomeTone; readonly label: string }): VNode {
  return <strong class={`outcome-badge ${tone}`}>{label}</strong>;
}

/** 「情報管理者（所属の課の長）」 */
export function PostName({ post }: { post: Post }): VNode {
  return (
    <>
      <b>{post.name}</b>
      {post.plain !== '' && `（${post.plain}）`}
    </>
  );
}

export function Posts({ permission: { posts, mode } }: { permission: Permission }): VNode {
  const names = posts.map((post) => <PostName key={post.name} post={post} />);
  if (names.length < 2) return <>{names}</>;
  return mode === 'any' ? (
    <>{separated(names, ' 又は ')}（どちらか）</>
  ) : (
    <>{separated(names, ' → ')}（この順にすべて）</>
  );
}

/** What lifts a prohibition, and what is still needed then. */
export function Lifted({ lifting }: { lifting: LiftingView }): VNode {
  return (
    <>
      <Posts permission={lifting} /> の許可を得た場合に限り、例外として認められます（
      <ClauseLinks clauses={lifting.citations} />
      ）。
      {lifting.alsoNeeds.length > 0 && (
        <>
          そのときも、
          {separated(
            lifting.alsoNeeds.map((post) => <PostName key={post.name} post={post} />),
            '、',
          )}
          の許可・承認が要ります。
        </>
      )}
    </>
  );
}

/** The duties, must and should told apart in words. `checkable` puts a box before each, to tick on paper. */
export function Duties({ duties, checkable }: { duties: readonly DutyView[]; checkable: boolean }): VNode {
  return (
    <ul class={checkable ? 'duty-list checkable' : 'duty-list'}>
      {duties.map((duty) => (
        <li key={`${duty.text} ${duty.citation.id}`}>
          <span class={`strength ${duty.strength}`}>{duty.strength === 'must' ? '必須' : '努力'}</span>{' '}
          {duty.text}（<ClauseLink clause={duty.citation} />）
        </li>
      ))}
    </ul>
  );
}

export function Answers({ answers }: { answers: readonly AnsweredFact[] }): VNode {
  return (
    <dl class="answered">
      {answers.map(({ name, answer }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Conditions as one line each: 「添付ファイル：はい」 and 「送り先：市の外」, alternatives below each other. */
export function When({ when }: { when: readonly (readonly AnsweredFact[])[] }): VNode {
  return (
    <ul class="when">
      {when.map((conditions) => {
        const words = conditions.map(({ name, answer }) => `${name}：${answer}`).join(' かつ ');
        return <li key={words}>{words === '' ? 'どの場合も' : words}</li>;
      })}
    </ul>
  );
}

/** Which policy in which state, and when this was printed: what makes two printed sheets comparable. */
export function Provenance({ policy, at }: { policy: PolicyView; at: Date }): VNode {
  return (
    <dl class="provenance">
      <div>
        <dt>規程</dt>
        <dd>{policy.name}</dd>
      </div>
      <div>
        <dt>本文の出典</dt>
        <dd>{policy.source}</dd>
      </div>
      <div>
        <dt>規程と判定データの指紋</dt>
        <dd class="fingerprint">{policy.fingerprint}</dd>
      </div>
      <div>
        <dt>表示・印刷した日</dt>
        <dd>{dateWords(at)}</dd>
      </div>
    </dl>
  );
}

/** 「2026年7月30日」, where the city is. */
function dateWords(at: Date): string {
  return new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(at);
}

/** Where a wide table is moved sideways on a narrow screen, by touch or with the keyboard. */
export function TableFrame({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable with the keyboard.
    <section class="table-frame" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** Why, rule by rule: the facts, what the rule says of them, on which clauses. */
export function Reasons({ reasons }: { reasons: OutcomeView['reasons'] }): VNode {
  return (
    <ul class="because">
      {reasons.map(({ facts, says, citations }) => (
        <li key={says}>
          {facts.length > 0 && (
            <span class="because-facts">
              {facts.map(({ name, answer }) => `${name}：${answer}`).join('、')} →{' '}
            </span>
          )}
          {says}（<ClauseLinks clauses={citations} />）
        </li>
      ))}
    </ul>
  );
}

export function PrintHint(): VNode {
  return (
    <p class="print-hint">印刷・保存は、ブラウザーの印刷（Ctrl＋P）から行えます。PDF にも保存できます。</p>
  );
}

export function separated(nodes: readonly VNode[], by: string): ComponentChildren {
  return nodes.flatMap((node, place) => (place === 0 ? [node] : [by, node]));
}
