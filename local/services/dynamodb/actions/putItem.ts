import type { Operation } from '../Engine.ts';
import { writeItem } from '../writes/writeItem.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem: Operation = (engine, input, call) => writeItem(engine, 'put', input, call);
