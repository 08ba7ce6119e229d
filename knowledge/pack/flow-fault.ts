import type { FlowFault } from '../rules/check.ts';
import { combination, placeOf } from './fault-place.ts';
import type { PackError } from './pack-error.ts';

/** What the checker found, for whoever keeps the pack: file, line, the combination that shows it, what to do. */
export function describeFault(fault: FlowFault): PackError {
  return { code: fault.code, ...placeOf(fault.place), message: sentence(fault) };
}

function sentence({ code, about, facts }: FlowFault): string {
  const when = facts === null ? '' : `${combination(facts)} のとき、`;
  switch (code) {
    case 'FLOW_GAP':
      return `${when}規則「${about}」のどの行も当てはまりません。当てはまる行を加えてください。`;
    case 'FLOW_OVERLAP':
      return `${when}この行と ${about} の行の両方が当てはまります。どちらか一つになるよう when を直してください。`;
    case 'FLOW_ROW_DEAD':
      return 'この行はどの組合せでも当てはまりません。when を直すか、行を取り除いてください。';
    case 'FLOW_FACT_IDLE':
      return `事実「${about}」は、どの組合せでも結果を変えません。聞かないことにするか、行を直してください。`;
    case 'FLOW_UNDECIDED':
      return `${when}判定か根拠の条項がありません。行を加えてください。`;
    case 'FLOW_APPROVERS_UNCLEAR':
      return `${when}複数の規則の許可者（all と any）を一つにまとめられません。行を分けるか mode を直してください。`;
    case 'FLOW_MILDER':
      return `${when}「${about}」が一段低い場合よりも判定が緩くなります。行を直すか、条文がそう定めているなら milder に条項と理由を書いてください。`;
    case 'FLOW_MILDER_IDLE':
      return `milder の条項 ${about} は、どの組合せにも必要ありません。取り除いてください。`;
    case 'FLOW_CLAUSE_CHANGED': {
      const [clause, then, now] = about.split(' ');
      return `条項 ${clause} の本文が、この規則を書いたときから変わっています。規則を本文に照らして見直し、readings の ${then} を ${now} に書き換えてください。`;
    }
    case 'FLOW_READING_MISSING': {
      const [clause, now] = about.split(' ');
      return `引用している条項 ${clause} の指紋が readings にありません。本文を確かめて「${clause}: ${now}」を加えてください。`;
    }
    case 'FLOW_READING_IDLE':
      return `readings の条項 ${about} は、どの行も引用していません。取り除いてください。`;
  }
}
