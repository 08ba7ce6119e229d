/** Places of the greatest values above 0, greatest first; a pass over all with a short sorted list beats sorting all. */
export function topOf(values: Float64Array, limit: number): number[] {
  const top: number[] = [];
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] as number;
    if (value <= 0 || (top.length === limit && value <= (values[top[limit - 1] as number] as number)))
      continue;
    let at = top.length;
    while (at > 0 && (values[top[at - 1] as number] as number) < value) at -= 1;
    top.splice(at, 0, place);
    if (top.length > limit) top.pop();
  }
  return top;
}
