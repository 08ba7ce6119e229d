import type { VNode } from 'preact';

/** Empty boxes to be filled in on paper. */
export function SignatureBoxes({ about }: { about: string }): VNode {
  return (
    <table class="signature" aria-label={`${about}の確認欄`}>
      <thead>
        <tr>
          <th scope="col">条文のとおりか</th>
          <th scope="col">確認者</th>
          <th scope="col">確認日</th>
          <th scope="col">判（署名）</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>□ はい　□ いいえ</td>
          <td />
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
