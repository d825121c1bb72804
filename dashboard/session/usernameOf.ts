/**
 * The user name of somebody who signs up by an e-mail address. A pool that lets people sign in by their address takes none as
 * the name itself ("Username cannot be of email format, since user pool is configured for email alias"), and until the
 * address is confirmed only the name is known. No address has a colon without quotes: https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3
 */
export const usernameOf = (email: string): string => email.toLowerCase().replace('@', ':');
