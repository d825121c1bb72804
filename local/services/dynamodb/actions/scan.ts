import type { Operation } from '../Engine.ts';
import { readMany } from '../reads/readMany.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan: Operation = (engine, input, call) => readMany(engine, 'scan', input, call);
