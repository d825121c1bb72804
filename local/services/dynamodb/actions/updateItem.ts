import type { Operation } from '../Engine.ts';
import { writeItem } from '../writes/writeItem.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem: Operation = (engine, input, call) => writeItem(engine, 'update', input, call);
