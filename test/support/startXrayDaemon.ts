import { createSocket } from 'node:dgram';

/** A segment or a subsegment as it is sent: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
export type SegmentDocument = Record<string, any>;

/** Receives what functions send to X-Ray's daemon: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon */
export async function startXrayDaemon() {
  const daemon = createSocket('udp4');
  const { promise: bound, resolve } = Promise.withResolvers<void>();
  daemon.bind(0, '127.0.0.1', resolve);
  await bound;
  const segments: SegmentDocument[] = [];
  const listeners = new Set<() => void>();
  daemon.on('message', (message) => {
    segments.push(JSON.parse(message.toString().split('\n')[1]!));
    for (const listener of listeners) listener();
  });
  return {
    address: `127.0.0.1:${daemon.address().port}`,
    /** Once what was received is enough. */
    until: (isEnough: (segments: readonly SegmentDocument[]) => boolean) =>
      new Promise<readonly SegmentDocument[]>((done) => {
        const look = () => isEnough(segments) && (listeners.delete(look), done(segments));
        listeners.add(look);
        look();
      }),
    close: () => void daemon.close(),
  };
}
