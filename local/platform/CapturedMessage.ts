/** A message to a person that AWS would have sent. Nothing leaves this machine. */
export interface CapturedMessage {
  /** Counts from 1 without gaps, as text. */
  readonly id: string;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly medium: 'EMAIL' | 'TEXT';
  /** What would have sent it. */
  readonly service: 'Cognito' | 'SES' | 'SNS';
  /** The request that it belongs to; null for what belongs to none. */
  readonly traceId: string | null;
  /** As its sender was answered. */
  readonly messageId?: string;
  /** An e-mail address, perhaps with a name; what a telephone shows for a text message. */
  readonly from?: string;
  /** E-mail addresses, perhaps with names, joined by `, `; a telephone number for a text message. */
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly replyTo?: string;
  /** The topic of SNS that it comes from. */
  readonly topicArn?: string;
  /** The user pool that it comes from. */
  readonly userPoolId?: string;
  readonly subject: string;
  /** Plain text; empty for an e-mail that has none. */
  readonly body: string;
  readonly html?: string;
  /** Further headers that its sender set. */
  readonly headers?: readonly MessageHeader[];
  /** Their contents are not kept. */
  readonly attachments?: readonly MessageAttachment[];
  /** Why AWS would have taken the message and not delivered it. */
  readonly undelivered?: string;
}

export interface MessageHeader {
  readonly name: string;
  readonly value: string;
}

export interface MessageAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}
