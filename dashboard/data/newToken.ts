/** A name for one request, so that sending it again does nothing again. `randomUUID` is for secure pages alone, and this is not. */
export const newToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
