import { AwsError } from '../../platform/AwsError.ts';

/** An object that is not changed any more: one of its key takes its place. */
export interface S3Object {
  readonly key: string;
  readonly body: Uint8Array;
  /** Its MD5 in quotes, which is what S3 documents for objects that were put whole. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  readonly settings: ObjectSettings;
}

/** What whoever put an object said about it, by the members of PutObject's input. */
export interface ObjectSettings {
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly Expires?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  /** By the member's name, such as `ChecksumCRC32`. */
  readonly Checksums?: Readonly<Record<string, string>>;
}

/** Codes and statuses are documented: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
export const s3Error = (code: string, message: string, status = 400, fields: Record<string, unknown> = {}) =>
  new AwsError(code, message, { status, fields });

export const bucketArn = (bucketName: string) => `arn:aws:s3:::${bucketName}`;
