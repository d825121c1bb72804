import type { FromProcess, ToProcess } from '../protocol.ts';
import type { JsonObject } from '../JsonObject.ts';
import { createRehearsal } from './createRehearsal.ts';
import type { ReadTable } from './tableCopy.ts';

const post = (message: FromProcess) => void process.send?.(message);

const reading = new Map<number, PromiseWithResolvers<JsonObject>>();
let count = 0;

const read: ReadTable = (action, input) => {
  const id = count++;
  const answer = Promise.withResolvers<JsonObject>();
  reading.set(id, answer);
  post({ type: 'read', id, action, input });
  return answer.promise;
};

/**
 * Holds the copies and runs the handlers, has no credentials to anything, and asks the process that started this one for
 * what it reads.
 * @param at Epoch milliseconds at which its time begins.
 */
export async function rehearse(at: number): Promise<void> {
  const rehearsal = await createRehearsal(read, at);

  // Only the process that started this one can send.
  process.on('message', (message: ToProcess) => {
    if (message.type === 'deliver') {
      rehearsal.deliver(message.delivery).then(
        (delivered) => post({ type: 'delivered', id: message.id, delivered }),
        (error: unknown) => post({ type: 'failed', id: message.id, message: String(error) }),
      );
      return;
    }
    const answer = reading.get(message.id);
    reading.delete(message.id);
    if (message.type === 'read') answer?.resolve(message.output);
    else answer?.reject(new Error(message.message));
  });
  process.on('disconnect', () => process.exit());
  post({ type: 'ready' });
}
