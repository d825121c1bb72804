import type { StreamRecord } from '../DynamoDb.ts';
import type { KeyInput, PutInput } from '../dynalite/ValidatedInputs.ts';
import type { AttributeMap } from '../items/AttributeValue.ts';
import type { Table } from '../tables/Table.ts';

/** A validated request to write one item. */
export type RequestedWrite =
  | { readonly kind: 'put'; readonly data: PutInput }
  | { readonly kind: 'update' | 'delete' | 'check'; readonly data: KeyInput };

export type WriteKind = RequestedWrite['kind'];

/** A request to write one item, and the item as it is stored. */
export type Target = RequestedWrite & {
  readonly table: Table;
  readonly key: string;
  readonly keys: AttributeMap;
  /** The item as it is stored. */
  readonly old?: AttributeMap;
};

/** A write whose condition holds: `next` is what it leaves behind, undefined for nothing. */
export type Write = Target & { readonly next?: AttributeMap };

/** How writes are done: for which request, and alone or all together. */
export interface Commit {
  readonly traceId: string;
  /** What makes the request, as the feed names it. */
  readonly parentId?: string | undefined;
  readonly transactional: boolean;
  /** Set where the service itself deletes an expired item. */
  readonly userIdentity?: StreamRecord['userIdentity'];
}

/** What became of an item. */
export type EventName = StreamRecord['eventName'] | 'NONE';

/** A write that changed its item. */
export type ChangedItem = Write & { readonly eventName: StreamRecord['eventName'] };
