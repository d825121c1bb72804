import type { FeedRecord } from '../platform/Feed.ts';
import type { ResourceNames } from '../resourceNames.ts';
import { describeRecord } from './describeRecord.ts';
import type { TraceNode } from './Trace.ts';

/** A node while its children are found. */
export interface GrowingNode extends TraceNode {
  level: TraceNode['level'];
  reason: TraceNode['reason'];
  text: string;
  durationMs: number | null;
  readonly children: GrowingNode[];
  /** Of its record in the feed, for what happened in the same millisecond. */
  readonly sequence: number;
  parent?: GrowingNode;
}

/** When a record's work began: it is published when that ends. */
export const beginOf = (record: FeedRecord) => record.time - ('durationMs' in record ? record.durationMs : 0);

export const newNode = (record: FeedRecord, start: number, names: ResourceNames): GrowingNode => ({
  ...describeRecord(record, names),
  atMs: beginOf(record) - start,
  sequence: record.sequence,
  children: [],
});

export function attach(node: GrowingNode, parent: GrowingNode): void {
  node.parent = parent;
  parent.children.push(node);
}
