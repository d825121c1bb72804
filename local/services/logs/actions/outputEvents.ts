/** An event's size as CloudWatch Logs counts it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const sizeOf = (message: string) => Buffer.byteLength(message) + 26;

/** 56 digits, as AWS's are. */
export const eventId = (timestamp: number, sequence: number) =>
  `${timestamp}${String(sequence).padStart(43, '0')}`;
