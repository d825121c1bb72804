/** Names as a person lists them, as many as `longest` characters take: `a, b, c and 6 more`. */
export const listedNames = (names: readonly string[], longest: number): string => {
  const lists = names.map((_name, index) => firstOf(names, names.length - index));
  const fitting = lists.filter((list) => list.length <= longest);
  return fitting[0] ?? `${names.length} in all`;
};

const firstOf = (names: readonly string[], count: number) => {
  const listed = names.slice(0, count).join(', ');
  return count < names.length ? `${listed} and ${names.length - count} more` : listed;
};
