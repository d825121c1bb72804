/** One page of a list. The token is the position of the next one, as text. */
export function page<Item>(items: readonly Item[], limit = 60, token = '0') {
  const start = Number(token);
  const next = start + limit;
  return { items: items.slice(start, next), ...(next < items.length && { next: String(next) }) };
}
