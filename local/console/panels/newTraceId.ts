/**
 * Creates the trace id of a request before it is sent, so that its path can be followed while it runs: a client may begin a
 * trace. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceId(nowMs = Date.now()): string {
  // `randomUUID` is for pages over TLS and of this machine alone: https://developer.mozilla.org/docs/Web/API/Crypto/randomUUID
  const random = crypto.getRandomValues(new Uint8Array(12));
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `1-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')}-${hex}`;
}
