/** A part of a list, and where the next one begins. */
export interface Part<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | null;
}

/** Parts that are read of one list at most, chosen: of 100 each that is 10,000, which nobody looks through. */
const MOST_PARTS = 100;

/** Reads a list to its end. */
export async function readAll<Item>(
  readPart: (nextToken: string | null) => Promise<Part<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let nextToken: string | null = null;
  for (let count = 0; count < MOST_PARTS; count++) {
    const part: Part<Item> = await readPart(nextToken);
    items.push(...part.items);
    nextToken = part.nextToken;
    if (nextToken === null) break;
  }
  return items;
}
