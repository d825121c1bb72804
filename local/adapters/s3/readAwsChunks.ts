import { s3Error } from '../../services/s3/S3Object.ts';

export interface ChunkedBody {
  readonly body: Uint8Array;
  /** Headers that follow the last chunk, by their names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * The body of a request whose content encoding is `aws-chunked`: chunks of a length in hexadecimal digits, with or without a
 * signature, and trailers. Signatures of chunks are not verified, which is chosen: the request's own head is signed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function readAwsChunks(bytes: Uint8Array): ChunkedBody {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n', at);
    const head = end < 0 ? '' : text.toString('latin1', at, end);
    const length = /^([\da-f]{1,8})(?:;[^\r\n]*)?$/i.exec(head)?.[1];
    if (length === undefined) throw malformed();
    const size = parseInt(length, 16);
    const start = end + 2;
    if (size === 0)
      return { body: Buffer.concat(chunks), trailers: readTrailers(text.toString('latin1', start)) };
    at = start + size + 2;
    if (at > text.length || text.toString('latin1', at - 2, at) !== '\r\n') throw malformed();
    chunks.push(text.subarray(start, start + size));
  }
}

const readTrailers = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      const [, name, value] = /^([\w-]+):(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );

// Documented as what S3 says of a body that ends early: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const malformed = () =>
  s3Error(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
