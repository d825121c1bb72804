import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorMessage, OperatorError } from '../core/OperatorError.ts';
import type { JsonObject } from './JsonObject.ts';
import type { Delivered, Delivery, FromProcess, Read, ToProcess } from './protocol.ts';

/** The process of a dry run, as the one that started it sees it. */
export interface DryRunProcess {
  /** False once it has ended, with its copies. */
  readonly alive: boolean;
  /** Rejects where the process could not read what it needed. A handler that ends the process has failed. */
  deliver(delivery: Delivery): Promise<Delivered>;
  close(): Promise<void>;
}

/** Errors that the process may write before it ends; what is longer is cut. */
const MOST_STDERR = 10_000;

/** @param at Epoch milliseconds at which its time begins. */
export const startProcess = async (
  read: (action: Read, input: JsonObject) => Promise<JsonObject>,
  at: number,
): Promise<DryRunProcess> => {
  const child = fork(join(import.meta.dirname, 'process/main.ts'), [String(at)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Nothing of this process's own environment: no credentials, and no way to find any.
    env: { TMPDIR: tmpdir() },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MOST_STDERR)));
  const ready = Promise.withResolvers<void>();
  const delivering = new Map<number, PromiseWithResolvers<Delivered>>();
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  let count = 0;
  let alive = true;
  let endsAt = at;

  const post = (message: ToProcess) => void (child.connected && child.send(message));
  const answerRead = async ({ id, action, input }: Extract<FromProcess, { type: 'read' }>) => {
    try {
      post({ type: 'read', id, output: await read(action, input) });
    } catch (error) {
      post({ type: 'unread', id, message: errorMessage(error) });
    }
  };
  // Only the process itself sends here.
  child.on('message', (message: FromProcess) => {
    if (message.type === 'ready') return ready.resolve();
    if (message.type === 'read') return void answerRead(message);
    const waiting = delivering.get(message.id);
    delivering.delete(message.id);
    if (message.type === 'delivered') waiting?.resolve(message.delivered);
    else waiting?.reject(new OperatorError(`The dry run stopped: ${message.message}`));
  });
  child.on('error', (error) => ready.reject(error));
  child.on('exit', (code, signal) => {
    alive = false;
    const how = `${signal ? `signal: ${signal}` : `exit status ${code ?? ''}`}`;
    ready.reject(new OperatorError(`The process of the dry run did not start: ${how} ${said.trim()}`));
    for (const { resolve } of delivering.values()) resolve(endedDelivery(how, said, endsAt));
    delivering.clear();
  });
  await ready.promise;

  return {
    get alive() {
      return alive;
    },
    deliver(delivery) {
      endsAt = delivery.at;
      const id = count++;
      const answer = Promise.withResolvers<Delivered>();
      delivering.set(id, answer);
      post({ type: 'deliver', id, delivery });
      return answer.promise;
    },
    async close() {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

/** V8 ends the whole process where one allocation alone takes more than there is. */
const endedDelivery = (how: string, said: string, endedAt: number): Delivered => ({
  outcome: 'failed',
  payload: JSON.stringify({
    errorType: /out of memory/i.test(said) ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
    errorMessage: `Runtime exited with error: ${how}`,
  }),
  lines: [],
  calls: { sent: [], hiddenSeconds: undefined, unanswered: [] },
  endedAt,
});
