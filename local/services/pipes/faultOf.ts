import { AwsError } from '../../platform/AwsError.ts';
import type { PipeFault } from './PipeItem.ts';

/** The reason of a refusal; what is no refusal is a fault of ours, and passes on. */
export function faultOf(error: unknown): PipeFault {
  if (error instanceof AwsError) return { code: error.code, message: error.message };
  throw error;
}
