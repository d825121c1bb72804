import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { attach, type GrowingNode, newNode } from './GrowingNode.ts';

type MessageRecord = Extract<FeedRecord, { kind: 'message' }>;

/** A message in a queue is one node, and what happened to it later is below. */
export interface MessageNodes {
  /** Returns the node of a record; undefined where it only adds to one that is there. */
  nodeOf(record: MessageRecord): GrowingNode | undefined;
  /** The node of a message in the queue that it came to last. */
  latest(messageId: string): GrowingNode | undefined;
}

export function createMessageNodes(start: number, names: ResourceNames): MessageNodes {
  const inQueues = new Map<string, GrowingNode>();
  const latest = new Map<string, GrowingNode>();

  const moved = (record: MessageRecord, node: GrowingNode) => {
    const change = newNode(record, start, names);
    attach(change, node);
    return change;
  };

  /** A message that moved between queues keeps its id: in the second it is below what moved it. */
  const newMessage = (record: MessageRecord): GrowingNode => {
    const node = newNode(record, start, names);
    const before = latest.get(record.messageId);
    if (before) attach(node, before.children.findLast(({ kind }) => kind === 'message') ?? before);
    inQueues.set(`${record.messageId} ${record.queue}`, node);
    latest.set(record.messageId, node);
    return node;
  };

  return {
    latest: (messageId) => latest.get(messageId),
    nodeOf(record) {
      const node = inQueues.get(`${record.messageId} ${record.queue}`);
      if (!node) return newMessage(record);
      const { change, receiveCount, time } = record;
      node.durationMs = time - start - node.atMs;
      if (change === 'received') node.text = receiveCount > 1 ? `received ${receiveCount} times` : 'received';
      else if (change === 'deleted')
        node.text = receiveCount > 1 ? `done after ${receiveCount} times` : 'done';
      else return void moved(record, node);
      return undefined;
    },
  };
}
