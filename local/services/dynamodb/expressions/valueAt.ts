import type { AttributeMap } from '../DynamoDb.ts';
import type { Path } from './Expression.ts';

/** The attribute value at a document path; undefined where the item has none. */
export function valueAt(path: Path, item: AttributeMap): AttributeMap | undefined {
  let value: AttributeMap | undefined = { M: item };
  for (const step of path) {
    const container: any = typeof step === 'number' ? value?.L : value?.M;
    value = container && Object.hasOwn(container, step) ? container[step] : undefined;
  }
  return value;
}
