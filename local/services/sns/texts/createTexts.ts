import type { Clock } from '../../../platform/Clock.ts';
import { invalidParameter, snsError } from '../snsError.ts';

/** What the account's text messages have in common, and who wants none. */
export interface Texts {
  /** By name, such as `DefaultSenderID`. */
  readonly attributes: ReadonlyMap<string, string>;
  setAttribute(name: string, value: string): void;
  isOptedOut(phoneNumber: string): boolean;
  /** Takes what the owner of a telephone answers to a message. Returns whether the owner wants no more. */
  takeReply(phoneNumber: string, text: string): boolean;
  /** Throws where the number was opted in less than 30 days ago. */
  optIn(phoneNumber: string): void;
  optedOut(): readonly string[];
}

/** Chosen: whoever answers STOP is remembered for ever. */
const MOST_OPTED_OUT = 10_000;

/** The words that opt out, in any case: https://docs.aws.amazon.com/sns/latest/dg/sms_manage.html#sms_manage_optout */
const STOP = /^(?:ARRET|CANCEL|END|OPT-OUT|OPTOUT|QUIT|REMOVE|STOP|TD|UNSUBSCRIBE)$/i;

/** https://docs.aws.amazon.com/sns/latest/api/API_OptInPhoneNumber.html */
const OPT_IN_EVERY_MS = 30 * 24 * 3_600_000;

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html; which values each takes is documented there too. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  MonthlySpendLimit: /^\d{1,9}$/,
  DeliveryStatusIAMRole: /^arn:/,
  DeliveryStatusSuccessSamplingRate: /^(?:100|\d{1,2})$/,
  DefaultSenderID: /^(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}$/,
  DefaultSMSType: /^(?:Promotional|Transactional)$/,
  UsageReportS3Bucket: /^[a-z0-9.-]{3,63}$/,
};

export function createTexts(clock: Clock): Texts {
  const attributes = new Map<string, string>();
  const optedOut = new Set<string>();
  const optedIn = new Map<string, number>();
  return {
    attributes,
    setAttribute(name, value) {
      const pattern = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
      if (!pattern?.test(value)) throw invalidParameter(name);
      attributes.set(name, value);
    },
    isOptedOut: (phoneNumber) => optedOut.has(phoneNumber),
    takeReply(phoneNumber, text) {
      if (!STOP.test(text.trim())) return optedOut.has(phoneNumber);
      if (optedOut.size >= MOST_OPTED_OUT)
        throw snsError('Throttled', `${MOST_OPTED_OUT} telephone numbers are opted out.`);
      optedOut.add(phoneNumber);
      return true;
    },
    optIn(phoneNumber) {
      if (!optedOut.has(phoneNumber)) return;
      const last = optedIn.get(phoneNumber);
      // The words are chosen.
      if (last !== undefined && clock.now() - last < OPT_IN_EVERY_MS)
        throw invalidParameter('phoneNumber Reason: it was opted in less than 30 days ago');
      optedOut.delete(phoneNumber);
      if (optedIn.size >= MOST_OPTED_OUT) optedIn.clear();
      optedIn.set(phoneNumber, clock.now());
    },
    optedOut: () => [...optedOut],
  };
}
