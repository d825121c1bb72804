import type { Operation } from '../Engine.ts';
import { writeItem } from '../writes/writeItem.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem: Operation = (engine, input, call) => writeItem(engine, 'delete', input, call);
