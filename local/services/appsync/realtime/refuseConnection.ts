import type { AwsError } from '../../../platform/AwsError.ts';
import type { World } from '../../../platform/World.ts';
import { POLICY_VIOLATION } from './closeCodes.ts';
import { frames } from './frames.ts';
import { SUBPROTOCOL } from './handshakeHeaders.ts';
import { REFUSED_LIFE_MS } from './limits.ts';
import type { LiveConnection } from './LiveConnection.ts';
import type { RealtimePeer } from './RealtimeConnection.ts';
import { errorOf } from './startSubscription.ts';

/**
 * A connection whose credentials did not hold. It is opened all the same and told why in answer to its
 * first frame, because a browser hides the status of a refused upgrade and clients then try forever.
 */
export function refuseConnection({ clock }: World, refusal: AwsError, peer: RealtimePeer): LiveConnection {
  let open = true;
  const close = (code: number, reason: string) => {
    if (!open) return;
    open = false;
    patience.cancel();
    peer.close(code, reason);
  };
  const tell = () => {
    if (open) peer.send(frames.connectionError(errorOf(refusal)));
    close(POLICY_VIOLATION, refusal.code);
  };
  const patience = clock.schedule(REFUSED_LIFE_MS, tell);
  return {
    subprotocol: SUBPROTOCOL,
    receive: async () => tell(),
    closed() {
      open = false;
      patience.cancel();
    },
    close,
  };
}
