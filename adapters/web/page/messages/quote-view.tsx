import type { VNode } from 'preact';
import type { QuoteMessage } from '../../../../bot/messages/model.ts';
import { clauseHref } from '../../wire.ts';
import { splitByMarks } from './split-by-marks.ts';

/** One clause, word for word, with where it stands. What nearly repeats it is folded under it. */
export function QuoteView({ message }: { message: QuoteMessage }): VNode {
  const { clause, citation, path, title, text, marks, role, why, similar } = message;
  return (
    <article class={`quote ${role}`}>
      <header>
        {why !== '' && <span class="why">{why}</span>}
        <ClauseLink clause={clause} citation={citation} />
        {path.length > 0 && (
          <ol class="path">
            {path.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </header>
      {title !== '' && <h3>{title}</h3>}
      {text !== '' && (
        <blockquote>
          {splitByMarks(text, marks).map((piece) =>
            piece.marked ? <mark key={piece.start}>{piece.text}</mark> : piece.text,
          )}
        </blockquote>
      )}
      {similar.length > 0 && (
        <details>
          <summary>ほぼ同じ内容の条文（{similar.length}件）</summary>
          {similar.map((other) => (
            <div class="similar" key={other.clause}>
              <ClauseLink clause={other.clause} citation={other.citation} />
              <blockquote>{other.text}</blockquote>
            </div>
          ))}
        </details>
      )}
    </article>
  );
}

/** Opens beside the conversation, which stays where it was. */
function ClauseLink({ clause, citation }: { clause: string; citation: string }): VNode {
  return (
    <a class="citation" href={clauseHref(clause)} target="_blank" rel="noopener">
      {citation}
      <span class="visually-hidden">（別のタブで開きます）</span>
    </a>
  );
}
