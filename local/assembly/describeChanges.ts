import type { ResourceChange } from '../platform/Feed.ts';

/** Chosen: with more than that a line would not fit into a terminal. */
const MOST_NAMED = 3;

/** Resources that no person wrote, and that nobody looks for. */
const UNNAMED = new Set(['AWS::CDK::Metadata', 'AWS::Lambda::Version']);

/** What an update changes, in a line: `updated Shop/Worker (Code), added Shop/Jobs`. */
export function describeChanges(changes: readonly ResourceChange[]): string {
  const shown = changes.filter(({ type }) => !UNNAMED.has(type));
  if (shown.length === 0) return changes.length === 0 ? 'nothing' : 'nothing but what the CDK records';
  const byAction = Map.groupBy(shown, ({ action }) => action);
  return [...byAction].map(([action, same]) => `${action} ${describeSame(same)}`).join(', ');
}

function describeSame(changes: readonly ResourceChange[]): string {
  if (changes.length > MOST_NAMED) return `${changes.length} resources`;
  return changes.map(describeChange).join(', ');
}

export const describeChange = ({ stack, path, properties }: ResourceChange): string =>
  `${stack}/${path}${properties.length > 0 ? ` (${properties.join(', ')})` : ''}`;
