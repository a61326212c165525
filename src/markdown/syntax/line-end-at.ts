/** The offset of the end of the line that holds `offset`: of its line feed or carriage return, or of the end of the text. */
export function lineEndAt(source: string, offset: number): number {
  for (let index = offset; index < source.length; index += 1) {
    const code = source.charCodeAt(index);
    if (code === 10 || code === 13) return index;
  }
  return source.length;
}
