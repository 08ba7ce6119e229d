import type { VNode } from 'preact';
import type { DiagramView } from '../../../../bot/views/view.ts';

/** The diagram for who does not see it, and for reading on paper: each question with where every answer leads. */
export function DiagramWords({ diagram: { boxes } }: { diagram: DiagramView }): VNode {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return (
    <ol class="diagram-words">
      {boxes.map((box) => {
        if (box.type === 'end') return null;
        return (
          <li key={box.id} id={box.id}>
            <b>{numberWords(box.id)}</b> {box.name}：{box.question}
            <ul>
              {box.branches.map(({ label, to }) => {
                const next = byId.get(to);
                return (
                  <li key={to}>
                    {label} →{' '}
                    {next?.type === 'end' ? (
                      <a href={`#${to}`}>
                        結果{next.outcome} {next.label}
                      </a>
                    ) : (
                      <a href={`#${to}`}>
                        {numberWords(to)} {next?.name}
                      </a>
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function numberWords(id: string): string {
  return `問${id.slice(1)}`;
}
