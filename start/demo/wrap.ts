/** Lines of at most `columns` characters, broken between words. */
export const wrap = (text: string, columns: number): readonly string[] =>
  text.match(new RegExp(`.{1,${columns}}(?:\\s|$)`, 'g'))?.map((line) => line.trimEnd()) ?? [];
