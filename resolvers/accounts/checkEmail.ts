import { checkText } from '../checks.ts';
import { refuse } from '../refuse.ts';

const LONGEST = 254;
/** Of the part before the `@`: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const LONGEST_LOCAL_PART = 64;
/** What an address has only within quotes, which nobody's has: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3 */
const SPECIALS = '()<>[],;:\\"';

/** Refuses an AWSEmail that no mail would reach. */
export function checkEmail(email: string): string {
  checkText(email, 'email', LONGEST);
  const isPlain = email.split('').every((character) => SPECIALS.indexOf(character) < 0);
  if (!isPlain || email.indexOf('@') > LONGEST_LOCAL_PART)
    refuse('InvalidArgument', 'email must be an address such as name@example.com', { argument: 'email' });
  return email;
}
