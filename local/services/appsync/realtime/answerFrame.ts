import { acknowledge } from './acknowledge.ts';
import { parseFrame } from './ClientFrame.ts';
import type { ClientFrame } from './ClientFrame.ts';
import type { Connection } from './Connection.ts';
import { frames } from './frames.ts';
import { startSubscription, unsupported } from './startSubscription.ts';
import { stopSubscription } from './stopSubscription.ts';

const answers: Readonly<
  Record<string, (connection: Connection, frame: ClientFrame) => void | Promise<void>>
> = {
  connection_init: acknowledge,
  start: startSubscription,
  stop: stopSubscription,
};

/** Answers one text frame of a client. */
export async function answerFrame(connection: Connection, text: string): Promise<void> {
  const frame = parseFrame(text);
  if (!frame || !Object.hasOwn(answers, frame.type)) {
    const id = typeof frame?.id === 'string' ? frame.id : undefined;
    return connection.send(frames.error(id, [unsupported()]));
  }
  if (!connection.acknowledged && frame.type !== 'connection_init') return tellEarly(connection, frame);
  await answers[frame.type]!(connection, frame);
}

/** AppSync ignores what comes before `connection_ack`; the person running the cloud is told. */
function tellEarly({ world, api }: Connection, { type }: ClientFrame): void {
  const message = `a client sent \`${type}\` before \`connection_init\` and was ignored`;
  world.feed.publish({ traceId: null, kind: 'failure', source: api.name, code: 'NotAcknowledged', message });
}
