import { mapPaths } from 'dynalite/db/index.js';
import type { AttributeMap } from '../DynamoDb.ts';
import type { Write } from './Write.ts';

/** `{Attributes}` as `ReturnValues` asks for them; nothing where there are none. */
export function returnedAttributes({ data, old, next }: Write): { Attributes?: AttributeMap } {
  const paths = data._updates?.paths ?? Object.keys(data.AttributeUpdates ?? {});
  const chosen: Record<string, () => AttributeMap | undefined> = {
    ALL_OLD: () => old,
    ALL_NEW: () => next,
    UPDATED_OLD: () => old && mapPaths(paths, old),
    UPDATED_NEW: () => next && mapPaths(paths, next),
  };
  const attributes = chosen[data.ReturnValues]?.();
  return attributes && Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
}
