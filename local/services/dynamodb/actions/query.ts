import type { Operation } from '../Engine.ts';
import { readMany } from '../reads/readMany.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query: Operation = (engine, input, call) => readMany(engine, 'query', input, call);
