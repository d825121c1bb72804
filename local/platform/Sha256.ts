import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

/** SHA-256, or its HMAC if there is a secret, in the shape that `SignatureV4` takes. Node's own hashes are the fastest. */
export class Sha256 {
  readonly #digest: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    // A key object: Node 24 takes four times as long with the bytes themselves.
    this.#digest =
      secret === undefined ? createHash('sha256') : createHmac('sha256', createSecretKey(bytesOf(secret)));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#digest.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#digest.digest();
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView) => {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.from(data);
};
