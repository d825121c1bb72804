import { sqsError } from '../errors/sqsError.ts';
import type { MoveTask } from './MoveTask.ts';

export const taskHandleOf = ({ taskId, sourceArn }: MoveTask) =>
  Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');

export function parseTaskHandle(handle: string): { readonly taskId: string; readonly sourceArn: string } {
  try {
    const { taskId, sourceArn } = JSON.parse(Buffer.from(handle, 'base64').toString());
    if (typeof taskId === 'string' && typeof sourceArn === 'string') return { taskId, sourceArn };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw sqsError('InvalidParameterValueException', 'Value for parameter TaskHandle is invalid.');
}
