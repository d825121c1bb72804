import type { CognitoCore } from '../CognitoCore.ts';
import type { User, UserPool } from '../store/UserPool.ts';

export type InvitationMedium = 'SMS' | 'EMAIL';

/**
 * Sends a user the temporary password whom an administrator has made. Chosen: where no medium is named, to the telephone or else to
 * the e-mail address. Who has neither is sent nothing, so the log has it.
 */
export function sendInvitation(
  { mailbox, world }: Pick<CognitoCore, 'mailbox' | 'world'>,
  pool: UserPool,
  { username, attributes }: User,
  password: string,
  mediums?: readonly InvitationMedium[],
): void {
  const { phone_number, email } = attributes;
  const wanted = mediums ?? [phone_number ? 'SMS' : 'EMAIL'];
  const { emailSubject, emailMessage, smsMessage } = pool.invitationMessages;
  const filled = (text: string) => text.replaceAll('{username}', username).replaceAll('{####}', password);
  const common = { service: 'Cognito', userPoolId: pool.id } as const;
  const invitations = [
    ...(wanted.includes('EMAIL') && email
      ? [{ medium: 'EMAIL', to: email, subject: filled(emailSubject), body: filled(emailMessage) } as const]
      : []),
    ...(wanted.includes('SMS') && phone_number
      ? [{ medium: 'TEXT', to: phone_number, subject: 'Text message', body: filled(smsMessage) } as const]
      : []),
  ];
  for (const invitation of invitations) mailbox.send({ ...common, ...invitation }, null);
  if (invitations.length > 0) return;
  const line = `Temporary password of ${username}: ${password}`;
  world.feed.publish({ kind: 'log', traceId: null, source: pool.name, line });
}
