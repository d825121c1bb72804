import { badRequest } from './errors.ts';

// Addresses as SES takes them: `someone@example.com`, or with a name, `Someone <someone@example.com>`.
// Its refusals are those of JavaMail's checks, recorded: https://github.com/openstax/accounts/issues/253,
// https://github.com/anymail/django-anymail/issues/281, https://github.com/boto/boto3/issues/4587,
// https://github.com/brave/accounts/issues/35, https://github.com/awsdocs/aws-doc-sdk-examples/pull/5191

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const LONGEST_ADDRESS = 320;
/** Chosen: what stands before the address. */
const LONGEST_NAME = 500;

/** A quoted name, or one of characters that need no quotes. https://www.rfc-editor.org/rfc/rfc5322#section-3.4 */
const NAME = /^(?:"(?:[^"\\]|\\.)*"|[^"<>@,;:\\()[\]]*)$/;

/**
 * The address in a text that may also name its owner. Throws for anything else, above all for line breaks, which would be
 * further headers of the message.
 */
export function addressIn(given: string): string {
  const text = given.trim();
  if (text === '' || text.length > LONGEST_ADDRESS + LONGEST_NAME) throw badRequest('Illegal address');
  // A name with other letters has to be written in encoded words: the parameter is of 7 bits. The words are chosen.
  // Documented: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
  if (/[^\x20-\x7e]/.test(given)) throw badRequest('Address contains control or non-ASCII characters');
  const opening = text.endsWith('>') ? text.indexOf('<', text.lastIndexOf('"') + 1) : -1;
  if (opening < 0) return checked(text);
  if (!NAME.test(text.slice(0, opening).trim())) throw badRequest('Illegal address');
  return checked(text.slice(opening + 1, -1));
}

function checked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) throw badRequest("Missing final '@domain'");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (local === '') throw badRequest('Missing local name');
  if (domain === '') throw badRequest('Missing domain');
  if (/\s/.test(local)) throw badRequest('Local address contains control or whitespace');
  if (/\s/.test(domain)) throw badRequest('Domain contains control or whitespace');
  if (/[(),:;<>@[\\\]"]/.test(local)) throw badRequest('Local address contains illegal character');
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) throw badRequest('Domain contains illegal character');
  if (/^\.|\.\.|\.$/.test(domain)) throw badRequest('Domain starts or ends with dot, or contains dot-dot');
  if (address.length > LONGEST_ADDRESS) throw badRequest('Illegal address');
  return address;
}
