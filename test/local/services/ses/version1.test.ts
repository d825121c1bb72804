import { CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { beforeAll, expect, test } from 'vitest';
import { givenSes } from './givenSes.ts';

const given = givenSes();
beforeAll(async () => {
  await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'harbour.example' }));
});

/** As boto3 sends it: a form, which is answered in XML. */
const asks = async (Action: string, input: Record<string, string>) => {
  const body = new URLSearchParams({ Action, Version: '2010-12-01', ...input });
  const response = await fetch(given.url, { method: 'POST', body });
  return { status: response.status, text: await response.text() };
};

const email = {
  Source: 'Desk <desk@harbour.example>',
  'Destination.ToAddresses.member.1': 'ann@example.com',
  'Destination.BccAddresses.member.1': 'ben@example.com',
  'ReplyToAddresses.member.1': 'help@harbour.example',
  'Message.Subject.Data': 'Größe',
  'Message.Body.Text.Data': 'plain',
  'Message.Body.Html.Data': '<b>rich</b>',
};

test('an e-mail of the first version of the API is kept like one of the second', async () => {
  const { status, text } = await asks('SendEmail', email);
  const [{ messageId, ...sent } = {}] = given.messages();
  expect(sent).toMatchObject({
    ...{ medium: 'EMAIL', service: 'SES', from: email.Source, to: 'ann@example.com', bcc: 'ben@example.com' },
    ...{ replyTo: 'help@harbour.example', subject: 'Größe', body: 'plain', html: '<b>rich</b>' },
  });
  expect(status).toBe(200);
  expect(text).toContain('<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">');
  expect(text).toContain(`<SendEmailResult><MessageId>${messageId}</MessageId></SendEmailResult>`);
});

test('a raw e-mail goes to whom it names, or to whom the request names', async () => {
  const lines = ['From: desk@harbour.example', 'To: ann@example.com', 'Subject: Raw', '', 'Hello'];
  const raw = { 'RawMessage.Data': Buffer.from(lines.join('\r\n')).toString('base64') };
  expect(await asks('SendRawEmail', raw)).toMatchObject({ status: 200 });
  expect(await asks('SendRawEmail', { ...raw, 'Destinations.member.1': 'eve@example.com' })).toMatchObject({
    status: 200,
  });
  expect(given.messages().map(({ to, subject, body }) => [to, subject, body.trim()])).toEqual([
    ['ann@example.com', 'Raw', 'Hello'],
    ['eve@example.com', 'Raw', 'Hello'],
  ]);
});

const { 'Message.Subject.Data': _subject, ...withoutSubject } = email;

test.each<[string, string, Record<string, string>, string]>([
  ['whose sender is not verified', 'SendEmail', { ...email, Source: 'a@b.example' }, 'MessageRejected'],
  ['of an address that is none', 'SendEmail', { ...email, Source: 'nobody' }, 'InvalidParameterValue'],
  ['without a subject', 'SendEmail', withoutSubject, 'ValidationError'],
  [
    'of a configuration set that is not there',
    'SendEmail',
    { ...email, ConfigurationSetName: 'none' },
    'ConfigurationSetDoesNotExist',
  ],
  ['by an action that is not there', 'SendBounce', email, 'InvalidAction'],
])('an e-mail %s is refused in the words of this version', async (_what, action, input, code) => {
  const { status, text } = await asks(action, input);
  expect(status).toBe(400);
  expect(text).toContain(`<Code>${code}</Code>`);
  expect(given.messages()).toEqual([]);
});
