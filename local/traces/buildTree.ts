import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { attach, beginOf, type GrowingNode, newNode } from './GrowingNode.ts';
import { createMessageNodes } from './createMessageNodes.ts';
import type { TraceNode } from './Trace.ts';

/** Makes a tree of a trace's records: each below what caused it, in the order in which they began. */
export function buildTree(records: readonly FeedRecord[], names: ResourceNames): TraceNode[] {
  const start = Math.min(...records.map(beginOf));
  const messages = createMessageNodes(start, names);
  const causes = new Map<string, GrowingNode>();
  const grown = records.flatMap((record): Grown[] => {
    const node = record.kind === 'message' ? messages.nodeOf(record) : newNode(record, start, names);
    if (!node) return [];
    for (const name of namesOf(record)) causes.set(name, node);
    return [{ record, node, message: messageOf(record, messages.latest) }];
  });
  const roots: GrowingNode[] = [];
  for (const { record, node, message } of grown) {
    if (node.parent) continue;
    const cause = causeOf(record, causes, message);
    if (cause && !isBelow(cause, node)) attach(node, cause);
    else roots.push(node);
  }
  return inOrder(roots);
}

interface Grown {
  readonly record: FeedRecord;
  readonly node: GrowingNode;
  /** What an invocation works on, in the queue where it was then. */
  readonly message: GrowingNode | undefined;
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

/** The first of a batch's messages that belongs to this trace. */
function messageOf(
  record: FeedRecord,
  latest: (messageId: string) => GrowingNode | undefined,
): GrowingNode | undefined {
  if (record.kind !== 'invocation') return undefined;
  for (const { messageId } of record.batch ?? []) {
    const node = messageId === undefined ? undefined : latest(messageId);
    if (node) return node;
  }
  return undefined;
}

/** What caused a record: whoever it names, the message that was worked on, or the write behind whose stream it happened. */
function causeOf(
  record: FeedRecord,
  causes: ReadonlyMap<string, GrowingNode>,
  message: GrowingNode | undefined,
): GrowingNode | undefined {
  const named = record.parentId === undefined ? undefined : causes.get(record.parentId);
  if (named) return named;
  if (message) return message;
  if (record.kind === 'invocation')
    for (const { traceId } of record.batch ?? []) {
      const written = causes.get(traceId);
      if (written) return written;
    }
  return record.traceId === null ? undefined : causes.get(record.traceId);
}

/** Whether a node is another one or below it. A caller may name any segment as its parent. */
function isBelow(node: GrowingNode, other: GrowingNode): boolean {
  for (let each: GrowingNode | undefined = node; each; each = each.parent) if (each === other) return true;
  return false;
}

/** Sorts siblings, and leaves out what is not plain JSON. */
const inOrder = (nodes: readonly GrowingNode[]): TraceNode[] =>
  nodes
    .toSorted((one, other) => one.atMs - other.atMs || one.sequence - other.sequence)
    .map(({ parent: _, sequence: __, children, ...node }) => ({ ...node, children: inOrder(children) }));
