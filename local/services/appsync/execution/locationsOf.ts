import { getLocation, type ASTNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';

/** Where nodes are written, as AppSync's errors say it. */
export const locationsOf = (nodes: readonly ASTNode[]): NonNullable<GraphqlError['locations']> =>
  nodes.flatMap(({ loc }) => {
    if (!loc) return [];
    const { line, column } = getLocation(loc.source, loc.start);
    return [{ line, column, sourceName: null }];
  });
