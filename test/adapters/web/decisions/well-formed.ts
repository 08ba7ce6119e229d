/** Throws where a text is no well-formed XML of the plain kind that we write: elements, attributes in double quotes, text. */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  let rest = xml.replace(/^<\?xml [^?]*\?>\s*/u, '');
  let roots = 0;
  while (rest !== '') {
    const text = /^[^<]+/u.exec(rest)?.[0];
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/iu.test(text)) throw new Error(`bare & in ${text}`);
      if (open.length === 0 && text.trim() !== '') throw new Error(`text outside the root: ${text}`);
      rest = rest.slice(text.length);
      continue;
    }
    const tag = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/u.exec(rest);
    if (tag === null) throw new Error(`no tag: ${rest.slice(0, 80)}`);
    const [whole, closing, name = '', attributes = '', single] = tag;
    const names = [...attributes.matchAll(/([\w:-]+)="/gu)].map(([, one]) => one);
    if (new Set(names).size !== names.length) throw new Error(`an attribute twice: ${whole}`);
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      if (open.length === 0) roots += 1;
      if (single !== '/') open.push(name);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0 || roots !== 1) throw new Error(`not closed: ${open.join(' ')}, roots: ${roots}`);
}
