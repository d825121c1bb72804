import { util } from '@aws-appsync/utils';
import type { ErrorType } from '../model/errors.ts';

/** Ends the field with an error of the catalogue; `info` becomes its `errorInfo`. */
export function refuse(errorType: ErrorType, message: string, info?: Record<string, unknown>): never {
  return util.error(message, errorType, null, info);
}
