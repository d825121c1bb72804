import * as z from 'zod';

/**
 * What X-Ray keeps of one part of a request, as far as it is read here. Times are seconds of the epoch.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export interface SegmentDocument {
  readonly trace_id: string;
  readonly id: string;
  readonly parent_id?: string;
  readonly name: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly in_progress?: boolean;
  /** The server's fault, such as status 500. */
  readonly fault?: boolean;
  /** The client's, such as status 400. */
  readonly error?: boolean;
  readonly throttle?: boolean;
  /** The kind of AWS resource, such as `AWS::Lambda::Function`. */
  readonly origin?: string;
  readonly user?: string;
  readonly annotations?: Readonly<Record<string, string | number | boolean>>;
}

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** What a document that is sent must have. The other members are kept as they are. */
export const SentSegment = z
  .looseObject({
    trace_id: z.string().regex(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    id: hex(16),
    name: z.string().min(1).max(200),
    start_time: z.number().nonnegative(),
    end_time: z.number().nonnegative().optional(),
    in_progress: z.literal(true).optional(),
    parent_id: hex(16).optional(),
  })
  .refine(({ end_time, in_progress }) => (end_time === undefined) === (in_progress === true), {
    message: 'Specify either end_time or in_progress',
  });
