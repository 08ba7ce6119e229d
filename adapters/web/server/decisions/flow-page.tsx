import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { FlowView, OutcomeKindView, PolicyView } from '../../../../bot/views/view.ts';
import { FLOWS, outcomeHref } from '../../wire.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';
import { diagramHref, signOffHref } from './addresses.ts';
import { Diagram } from './diagram.tsx';
import { DiagramWords } from './diagram-words.tsx';
import { laidOut } from './lay-out.ts';
import { Posts, PrintHint, Provenance, TableFrame, Verdict } from './parts.tsx';

/** Above this width (in pixels at 100 %) a diagram is printed on A3: on A4 its smallest letters would be under 6 pt. */
const WIDEST_ON_A4 = 1300;

/** `GET /flows/:id`: one guided decision as a diagram, in words, and with all that it can come to. */
export function flowPage(flow: FlowView, policy: PolicyView, at: Date, assets: PageAssets): string {
  const drawn = laidOut(flow.diagram);
  const sheet = drawn.width > WIDEST_ON_A4 ? 'a3' : 'a4';
  return document({
    title: `${flow.title} - ${policy.name}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policy.name} column={`wide landscape-${sheet}`}>
        <p class="kind">判定の図</p>
        <h1>{flow.title}</h1>
        <ul class="page-links">
          <li>
            <a href={signOffHref(flow.id)}>確認票（条文つき）</a>
          </li>
          <li>
            <a href={diagramHref(flow.id)} download={`${flow.id}.svg`}>
              図を SVG で保存
            </a>
          </li>
          <li>
            <a href={FLOWS}>判定の一覧</a>
          </li>
        </ul>
        <PrintHint />
        <p class="print-hint">
          大きな図は枠の中で動かして見られます。同じ内容は「<a href="#words">図を言葉で</a>」にもあります。
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable with the keyboard. */}
        <figure class="diagram-frame" tabIndex={0}>
          <Diagram
            laidOut={drawn}
            title={`${flow.title} の図`}
            description={descriptionOf(flow)}
            outcomeHref={(outcome) => `#end${outcome}`}
          />
        </figure>
        <section class="outcomes">
          <h2>結果</h2>
          <TableFrame label="結果">
            <table>
              <thead>
                <tr>
                  <th scope="col">番号</th>
                  <th scope="col">判定</th>
                  <th scope="col">許可・例外・義務</th>
                  <th scope="col">組合せ</th>
                  <th scope="col">例</th>
                </tr>
              </thead>
              <tbody>
                {flow.outcomes.map((kind) => (
                  <OutcomeRow key={kind.number} flow={flow.id} kind={kind} />
                ))}
              </tbody>
            </table>
          </TableFrame>
        </section>
        <section id="words">
          <h2>図を言葉で</h2>
          <DiagramWords diagram={flow.diagram} />
        </section>
        <Provenance policy={policy} at={at} />
      </PaperPage>
    ),
  });
}

/** `GET /flows/:id.svg`: the diagram as a file of its own. */
export function diagramFile(flow: FlowView): string {
  const drawing = (
    <Diagram
      laidOut={laidOut(flow.diagram)}
      title={flow.title}
      description={descriptionOf(flow)}
      outcomeHref={null}
    />
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(drawing)}\n`;
}

function OutcomeRow({ flow, kind }: { flow: string; kind: OutcomeKindView }): VNode {
  const { number, outcome, combinations, example } = kind;
  return (
    <tr id={`end${number}`}>
      <th scope="row">
        <a href={signOffHref(flow, number)}>結果{number}</a>
      </th>
      <td>
        <Verdict {...outcome} />
      </td>
      <td>
        <ul class="effects">
          {outcome.permission !== null && (
            <li>
              許可・承認：
              <Posts permission={outcome.permission} />
            </li>
          )}
          {outcome.exception !== null && (
            <li>
              例外：
              <Posts permission={outcome.exception} />
              の許可
              {outcome.exception.alsoNeeds.length > 0 &&
                `（ほかに${outcome.exception.alsoNeeds.map(({ name }) => name).join('・')}）`}
            </li>
          )}
          {outcome.duties.map((duty) => (
            <li key={`${duty.text} ${duty.citation.id}`}>
              {duty.strength === 'must' ? '必須' : '努力'}：{duty.text}
            </li>
          ))}
        </ul>
      </td>
      <td class="count">{combinations.toLocaleString('ja-JP')}</td>
      <td>
        <a href={outcomeHref(flow, example.facts)}>
          {example.answers.map(({ name, answer }) => `${name}：${answer}`).join('、')}
        </a>
      </td>
    </tr>
  );
}

function descriptionOf({ check, outcomes }: FlowView): string {
  return `質問${check.questions}、組合せ${check.combinations}、結果${outcomes.length}種類。同じ内容は、この図の下の「図を言葉で」にあります。`;
}
