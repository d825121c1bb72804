import type { Address, Email } from 'postal-mime';
import type { CapturedMessage } from '../../platform/CapturedMessage.ts';
import { badRequest } from './errors.ts';

/** What an e-mail says, however it was given. */
export type ReadEmail = Pick<
  CapturedMessage,
  'subject' | 'body' | 'html' | 'headers' | 'attachments' | 'replyTo'
> & {
  readonly from?: string;
  readonly recipients: {
    readonly to: readonly string[];
    readonly cc: readonly string[];
    readonly bcc: readonly string[];
  };
};

/** Chosen: a message of parts within parts has two or three levels. */
const DEEPEST_PART = 20;
/** Chosen: of a part's headers, all together. */
const LONGEST_HEADERS = 256 * 1024;
/** Chosen: AWS names no number. */
const MOST_SHOWN_HEADERS = 100;

/** Headers that are shown as what they say, or that say how the message is written. */
const KNOWN =
  /^(?:from|to|cc|bcc|subject|reply-to|mime-version|content-type|content-transfer-encoding|content-disposition|date|message-id)$/;

/** Reads a raw message, given in Base64. The parser is loaded with the first, because most e-mails are not raw. */
export async function readRaw(data: string): Promise<ReadEmail> {
  const bytes = Buffer.from(data, 'base64');
  // The words are chosen.
  if (bytes.length === 0) throw badRequest('The raw message is not valid Base64, or empty.');
  const email = await parse(bytes);
  return {
    ...(email.from && { from: printed(email.from) }),
    recipients: { to: listOf(email.to), cc: listOf(email.cc), bcc: listOf(email.bcc) },
    ...(email.replyTo && { replyTo: listOf(email.replyTo).join(', ') }),
    subject: email.subject ?? '',
    body: email.text ?? '',
    ...(email.html !== undefined && { html: email.html }),
    headers: email.headers
      .filter(({ key }) => !KNOWN.test(key))
      .slice(0, MOST_SHOWN_HEADERS)
      .map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(bytes, {
      maxNestingDepth: DEEPEST_PART,
      maxHeadersSize: LONGEST_HEADERS,
    });
  } catch {
    throw badRequest('The raw message cannot be parsed.');
  }
}

const listOf = (addresses: readonly Address[] = []): string[] =>
  addresses.flatMap((each) => (each.group ? each.group.map(printed) : [printed(each)]));

/** Without its name: one in other letters than ASCII would be refused once it is decoded. */
const printed = ({ address }: Address) => address ?? '';
