import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { attach, beginOf, type GrowingNode, newNode } from './GrowingNode.ts';
import { createMessageNodes } from './createMessageNodes.ts';

/** Makes a tree of a trace's records: each below what caused it, in the order in which they began. */
export function buildTree(records: readonly FeedRecord[], names: ResourceNames): GrowingNode[] {
  const start = Math.min(...records.map(beginOf));
  const messages = createMessageNodes(start, names);
  const causes = new Map<string, GrowingNode>();
  const grown = records.flatMap((record): Grown[] => {
    const node = record.kind === 'message' ? messages.nodeOf(record) : newNode(record, start, names);
    if (!node) return [];
    for (const name of namesOf(record)) causes.set(name, node);
    return [{ record, node }];
  });
  const roots: GrowingNode[] = [];
  for (const { record, node } of grown) {
    if (node.parent) continue;
    const cause = causeOf(record, causes, messages.latest);
    if (cause && !isBelow(cause, node)) attach(node, cause);
    else roots.push(node);
  }
  return inOrder(roots);
}

interface Grown {
  readonly record: FeedRecord;
  readonly node: GrowingNode;
}

/** The names by which later records refer to this one. */
function namesOf(record: FeedRecord): readonly string[] {
  switch (record.kind) {
    case 'request':
    case 'invocation':
      return record.segmentId === undefined ? [] : [record.segmentId];
    case 'step':
      return [record.segmentId];
    case 'event':
      return [record.eventId];
    case 'write':
      return record.streamTraceId === undefined ? [] : [record.streamTraceId];
    default:
      return [];
  }
}

/** What caused a record: whoever it names, the message that was worked on, or the write behind whose stream it happened. */
function causeOf(
  record: FeedRecord,
  causes: ReadonlyMap<string, GrowingNode>,
  message: (messageId: string) => GrowingNode | undefined,
): GrowingNode | undefined {
  const named = record.parentId === undefined ? undefined : causes.get(record.parentId);
  if (named) return named;
  if (record.kind === 'invocation')
    for (const { messageId, traceId } of record.batch ?? []) {
      const cause = messageId === undefined ? causes.get(traceId) : message(messageId);
      if (cause) return cause;
    }
  return record.traceId === null ? undefined : causes.get(record.traceId);
}

/** Whether a node is another one or below it. A caller may name any segment as its parent. */
function isBelow(node: GrowingNode, other: GrowingNode): boolean {
  for (let each: GrowingNode | undefined = node; each; each = each.parent) if (each === other) return true;
  return false;
}

/** Sorts siblings, and leaves out what is not plain JSON. */
const inOrder = (nodes: readonly GrowingNode[]): GrowingNode[] =>
  nodes
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ parent: _, ...node }) => ({ ...node, children: inOrder(node.children) }));
