import type { ProcedureFault } from '../rules/check-procedure.ts';
import { combination, placeOf } from './fault-place.ts';
import type { PackError } from './pack-error.ts';

/** What the checker found, for whoever keeps the pack: file, line, the combination that shows it, what to do. */
export function describeProcedureFault(fault: ProcedureFault): PackError {
  return { code: fault.code, ...placeOf(fault.place), message: sentence(fault) };
}

function sentence({ code, about, facts }: ProcedureFault): string {
  const when = facts === null || Object.keys(facts).length === 0 ? '' : `${combination(facts)} のとき、`;
  switch (code) {
    case 'PROCEDURE_STEP_DEAD':
      return `手順「${about}」は、どの組合せでも始まりません。when を直すか、手順を取り除いてください。`;
    case 'PROCEDURE_PART_DEAD':
      return `「${about}」は、この手順が始まるどの組合せでも当てはまりません。その when を直すか、取り除いてください。`;
    case 'PROCEDURE_STEP_UNBORNE':
      return `${when}手順「${about}」を行う人がいません。bearers を直してください。`;
    case 'PROCEDURE_STEP_UNCITED':
      return `${when}手順「${about}」の根拠の条項がありません。cite を直してください。`;
    case 'PROCEDURE_STEP_STRANDED': {
      const [step, after] = about.split(' ');
      return `${when}手順「${step}」が待つ「${after}」は、それより前にある、ともに始まる手順ではありません。after・when・並びを直してください（規程の手順は、法令の手順を待てません）。`;
    }
    case 'PROCEDURE_ENDLESS':
      return `${when}終わりになる手順（end: true）が一つも始まりません。手順を加えるか、end を書いてください。`;
    case 'PROCEDURE_FACT_IDLE':
      return `事実「${about}」は、どの手順も変えません。聞かないことにするか、記録する理由（recordedBecause）を書いてください。`;
    case 'PROCEDURE_FACT_DECIDES':
      return `事実「${about}」は手順を変えます。recordedBecause を取り除いてください。`;
    case 'PROCEDURE_CLAUSE_CHANGED': {
      const [clause, then, now] = about.split(' ');
      return `条項 ${clause} の本文が、この手順を書いたときから変わっています。手順を本文に照らして見直し、readings の ${then} を ${now} に書き換えてください。`;
    }
    case 'PROCEDURE_READING_MISSING': {
      const [clause, now] = about.split(' ');
      return `引用している条項 ${clause} の指紋が readings にありません。本文を確かめて「${clause}: ${now}」を加えてください。`;
    }
    case 'PROCEDURE_READING_IDLE':
      return `readings の条項 ${about} は、どの手順も引用していません。取り除いてください。`;
    case 'PROCEDURE_CLAUSE_OPEN':
      return `条項 ${about} には、手順も、手順がない理由もありません。手順を加えるか、withoutStep に理由を書いてください。`;
    case 'PROCEDURE_REASON_IDLE':
      return `条項 ${about} には手順があるか、procedures の scope の外にあります。withoutStep から取り除いてください。`;
  }
}
