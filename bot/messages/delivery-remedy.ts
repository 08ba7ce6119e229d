/** What the administrator can do where a delivery channel does not work, by the code of what stands in the way. */
export function deliveryRemedy(code: string): string {
  return REMEDIES[code] ?? 'プログラムの設定を確かめてください。';
}

const REMEDIES: Readonly<Record<string, string>> = {
  SMTP_NO_ANSWER:
    'メールサーバーに接続できません。SMTP_URL のホスト名と番号、ファイアウォールの設定を確かめてください。',
  SMTP_TIMED_OUT:
    'メールサーバーから応答がありません。SMTP_URL のホスト名と番号、ファイアウォールの設定を確かめてください。',
  SMTP_CONNECTION_LOST:
    'メールサーバーとの接続が切れました。SMTP_URL の番号（587 か 465）と、このコンピューターからの接続が許されているかを確かめてください。',
  SMTP_TLS_FAILED:
    'メールサーバーと安全に接続できません（暗号化に対応していないか、証明書を確かめられません）。庁内の認証局の証明書は NODE_EXTRA_CA_CERTS で指定してください。',
  SMTP_SIGN_IN_REFUSED:
    'メールサーバーが SMTP_URL の利用者とパスワードを受け付けません。正しいかどうかを確かめてください。',
};
