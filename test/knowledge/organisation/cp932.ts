/** Text in CP932, as a spreadsheet on Windows saves it. Node only reads that code: what it reads is turned round here. */
export function inCp932(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const bytes = BYTES.get(letter);
      if (bytes === undefined) throw new Error(`CP932 has no ${letter}`);
      return bytes;
    }),
  );
}

const BYTES = new Map<string, readonly number[]>();
for (let byte = 0; byte < 0x80; byte += 1) BYTES.set(String.fromCharCode(byte), [byte]);
// IBM's extensions come last and win over NEC's selection of them, as on Windows.
for (let first = 0x81; first <= 0xfc; first += 1) {
  for (let second = 0x40; second <= 0xfc; second += 1) {
    const letter = new TextDecoder('shift_jis').decode(Uint8Array.of(first, second));
    if ([...letter].length === 1 && letter !== '\uFFFD') BYTES.set(letter, [first, second]);
  }
}
