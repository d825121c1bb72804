import type { AttributeMap, StreamRecord } from '../DynamoDb.ts';
import type { Table } from '../tables/Table.ts';

/** One item about to be written, and what the request says of it. */
export interface Target {
  readonly kind: WriteKind;
  readonly table: Table;
  readonly key: string;
  readonly keys: AttributeMap;
  /** The item as it is stored. */
  readonly old?: AttributeMap;
  /** The validated request. */
  readonly data: any;
}

export type WriteKind = 'put' | 'update' | 'delete' | 'check';

/** A write whose condition holds: what it leaves behind, undefined for nothing. */
export interface Write extends Target {
  readonly next?: AttributeMap;
}

/** How writes are done: for which request, and alone or all together. */
export interface Commit {
  readonly traceId: string;
  readonly transactional: boolean;
  /** Set for what the service does by itself. */
  readonly userIdentity?: StreamRecord['userIdentity'];
}

/** What became of an item. */
export type EventName = StreamRecord['eventName'] | 'NONE';

/** A write that was done, and what became of its item. */
export interface ChangedItem extends Write {
  readonly eventName: EventName;
}
