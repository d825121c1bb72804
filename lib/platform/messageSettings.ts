import { z } from 'zod';
import { wholeNumber } from './settingTypes.ts';

/** Whether and how people are told outside of their inbox. */
export interface MessageSettings {
  /**
   * Address that e-mails to people come from, of a domain whose DNS records SES asks for; `''` for no e-mails.
   * @default - none; desk@frontdesk.example on one machine, where nothing is sent
   */
  readonly mailFrom: string;
  /**
   * How the numbers begin that are texted, with blanks between, such as `+49 +43`. Texts cost money: name where people live.
   * @default - '+1 +43 +44 +49' in a development stage; none in others
   */
  readonly textPrefixes: string;
  /** Texts to all people together on a day, codes included: what somebody can steal who asks for many. @default 500 */
  readonly textsPerDay: number;
}

/** The settings of messages, as part of the schema of all settings. */
export const messageSettings = {
  mailFrom: z.email('must be an e-mail address').or(z.literal('')).optional(),
  textPrefixes: z
    .string()
    .regex(/^(\+[1-9]\d{0,6}( \+[1-9]\d{0,6})*)?$/, 'must be such as "+49 +43"')
    .optional(),
  textsPerDay: wholeNumber(1, 1_000_000).default(500),
};

type Given = z.output<z.ZodObject<typeof messageSettings>>;

/** Names that nobody can own: https://www.rfc-editor.org/rfc/rfc6761 and https://www.rfc-editor.org/rfc/rfc2606 */
const RESERVED = /[@.](?:example|test|invalid|localhost|example\.(?:com|net|org))$/i;

/**
 * SES would wait for ever for the DNS records of a domain that nobody owns, and refuse each e-mail, which would be a dead letter.
 * On one machine, which serves GraphQL at a path of its own, no records are asked for.
 */
export const mailFault = ({
  mailFrom = '',
  graphqlPath,
}: Pick<Given, 'mailFrom'> & { readonly graphqlPath?: string | undefined }): string | undefined =>
  graphqlPath === undefined && RESERVED.test(mailFrom)
    ? `mailFrom: must be of a domain of yours, which SES asks for DNS records, but is "${mailFrom}"; empty for no e-mails`
    : undefined;

/** What was not set follows from the stage. */
export const withMessages = (
  { mailFrom, textPrefixes, textsPerDay }: Given,
  development: boolean,
): MessageSettings => ({
  mailFrom: mailFrom ?? '',
  textPrefixes: textPrefixes ?? (development ? '+1 +43 +44 +49' : ''),
  textsPerDay,
});
