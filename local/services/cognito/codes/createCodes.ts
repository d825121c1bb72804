import { AwsError } from '../../../platform/AwsError.ts';
import type { Mailbox } from '../../../platform/createMailbox.ts';
import type { World } from '../../../platform/World.ts';
import type { CodePurpose, DeliverableAttribute, SentCode, User, UserPool } from '../store/UserPool.ts';

// Codes prove that a user reads messages to an address or a telephone number.

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CodeDeliveryDetailsType.html */
export interface CodeDeliveryDetails {
  readonly AttributeName: DeliverableAttribute;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  /** With most of it hidden, such as `a***@e***`. */
  readonly Destination: string;
}

export interface Codes {
  /** Sends a new code, which replaces an earlier one for the purpose. @param to @default the value of the attribute */
  send(
    pool: UserPool,
    user: User,
    purpose: CodePurpose,
    attribute: DeliverableAttribute,
    to?: string,
  ): CodeDeliveryDetails;
  /** Returns what was sent, once for the right code; throws `CodeMismatchException` or `ExpiredCodeException`. */
  redeem(user: User, purpose: CodePurpose, code: string): SentCode;
}

const HOUR_MS = 3_600_000;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html: “User pools code validity resource quotas” */
const LIFE_MS: Readonly<Record<CodePurpose, number>> = {
  signUp: 24 * HOUR_MS,
  recovery: HOUR_MS,
  email: 24 * HOUR_MS,
  phone_number: 24 * HOUR_MS,
};

const DIGITS = '0123456789';
const PLACEHOLDER = '{####}';

export function createCodes({ clock, random }: World, mailbox: Mailbox): Codes {
  return {
    send(pool, user, purpose, attribute, to = user.attributes[attribute] ?? '') {
      const code = random.text(6, DIGITS);
      user.codes = {
        ...user.codes,
        [purpose]: { code, attribute, to, expiresAt: clock.now() + LIFE_MS[purpose] },
      };
      const { emailSubject, emailMessage, smsMessage } = pool.verificationMessages;
      const body = (attribute === 'email' ? emailMessage : smsMessage).replaceAll(PLACEHOLDER, code);
      const subject = attribute === 'email' ? emailSubject : 'Text message';
      const medium = attribute === 'email' ? 'EMAIL' : 'TEXT';
      mailbox.send({ medium, service: 'Cognito', to, userPoolId: pool.id, subject, body }, null);
      return detailsOf(attribute, to);
    },
    redeem(user, purpose, code) {
      const sent = user.codes?.[purpose];
      if (!sent || sent.expiresAt <= clock.now()) throw expiredCode();
      if (sent.code !== code) throw codeMismatch();
      const { [purpose]: _, ...others } = user.codes ?? {};
      user.codes = others;
      return sent;
    },
  };
}

export const detailsOf = (attribute: DeliverableAttribute, to: string): CodeDeliveryDetails => ({
  AttributeName: attribute,
  DeliveryMedium: attribute === 'email' ? 'EMAIL' : 'SMS',
  Destination: attribute === 'email' ? maskedEmail(to) : maskedNumber(to),
});

/** Recorded from AWS: https://github.com/aws-amplify/aws-sdk-ios/issues/4837 */
const maskedEmail = (to: string) => {
  const [name = '', domain = ''] = to.split('@');
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
};

const maskedNumber = (to: string) => `+${'*'.repeat(Math.max(to.length - 5, 0))}${to.slice(-4)}`;

// The words are recorded from AWS: https://github.com/aws-amplify/amplify-js/pull/9167

export const codeMismatch = () =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');

export const expiredCode = () =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
