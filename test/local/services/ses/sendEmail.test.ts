import {
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { beforeAll, describe, expect, test } from 'vitest';
import { givenSes } from './givenSes.ts';

const given = givenSes();
const FROM = 'desk@harbour.example';
const TO = 'ann@example.com';

beforeAll(async () => {
  await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'harbour.example' }));
});

const simple = (Data: string, Subject = 'Hello') => ({
  Simple: { Subject: { Data: Subject }, Body: { Text: { Data } } },
});

const send = (input: Partial<SendEmailCommandInput> = {}) =>
  given.ses.send(
    new SendEmailCommand({
      FromEmailAddress: FROM,
      Destination: { ToAddresses: [TO] },
      Content: simple('Your stay begins tomorrow.'),
      ...input,
    }),
  );

const raw = (...lines: string[]) => ({ Raw: { Data: Buffer.from(lines.join('\r\n')) } });

describe('an e-mail is kept as it would have been sent', () => {
  test('with text and HTML, to whom it is, and from whom', async () => {
    const { MessageId } = await send({
      FromEmailAddress: 'Harbour desk <desk@harbour.example>',
      Destination: {
        ToAddresses: [TO],
        CcAddresses: ['"Ben, Jr." <ben@example.com>'],
        BccAddresses: ['c@d.example'],
      },
      ReplyToAddresses: ['help@harbour.example'],
      Content: {
        Simple: {
          Subject: { Data: 'Größe' },
          Body: { Text: { Data: 'plain' }, Html: { Data: '<b>rich</b>' } },
          Headers: [{ Name: 'List-Unsubscribe', Value: '<https://harbour.example/off>' }],
          Attachments: [{ FileName: 'a.txt', RawContent: Buffer.from('12345'), ContentType: 'text/plain' }],
        },
      },
    });
    expect(MessageId).toMatch(/^0100[\da-f]{12}-[\da-f-]{36}-000000$/);
    expect(given.messages()).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        sentAt: '2030-01-01T00:00:00.000Z',
        medium: 'EMAIL',
        service: 'SES',
        traceId: expect.stringMatching(/^1-/),
        messageId: MessageId,
        from: 'Harbour desk <desk@harbour.example>',
        to: TO,
        cc: '"Ben, Jr." <ben@example.com>',
        bcc: 'c@d.example',
        replyTo: 'help@harbour.example',
        subject: 'Größe',
        body: 'plain',
        html: '<b>rich</b>',
        headers: [{ name: 'List-Unsubscribe', value: '<https://harbour.example/off>' }],
        attachments: [{ name: 'a.txt', type: 'text/plain', bytes: 5 }],
      },
    ]);
  });

  test('raw, with its parts decoded, to whom its headers name', async () => {
    await send({
      FromEmailAddress: undefined,
      Destination: undefined,
      Content: raw(
        'From: =?utf-8?Q?Harb=C3=B3r?= <desk@harbour.example>',
        `To: Ann <${TO}>, ben@example.com`,
        'Subject: =?utf-8?B?R3LDtsOfZQ==?=',
        'X-Kind: STAY_REMINDER',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=outer',
        '',
        '--outer',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=C3=BC=C3=9Fe',
        '--outer',
        'Content-Type: text/calendar; name=stay.ics',
        'Content-Disposition: attachment; filename=stay.ics',
        '',
        'BEGIN:VCALENDAR',
        '--outer--',
      ),
    });
    expect(given.messages()).toMatchObject([
      {
        from: FROM,
        to: `${TO}, ben@example.com`,
        subject: 'Größe',
        body: 'Grüße\n',
        headers: [{ name: 'X-Kind', value: 'STAY_REMINDER' }],
        attachments: [{ name: 'stay.ics', type: 'text/calendar' }],
      },
    ]);
  });

  test('from a template, whose values are escaped in HTML alone', async () => {
    const TemplateContent = {
      Subject: 'For {{guest.name}}',
      Text: '{{ guest.name }}, {{nights}}',
      Html: '<p>{{guest.name}} {{{guest.name}}}</p>',
    };
    await given.ses.send(new CreateEmailTemplateCommand({ TemplateName: 'stay', TemplateContent }));
    const TemplateData = JSON.stringify({ guest: { name: '<b>"Ann"</b>' }, nights: 2 });
    for (const Template of [{ TemplateName: 'stay' }, { TemplateContent }]) {
      await send({ Content: { Template: { ...Template, TemplateData } } });
      expect(given.messages().at(-1)).toMatchObject({
        subject: 'For <b>"Ann"</b>',
        body: '<b>"Ann"</b>, 2',
        html: '<p>&lt;b&gt;&quot;Ann&quot;&lt;/b&gt; <b>"Ann"</b></p>',
      });
    }
  });

  test('and says so where AWS would not deliver it', async () => {
    const EmailAddress = 'Gone@example.com';
    await given.ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    await send({ Destination: { ToAddresses: ['gone@example.com', TO] } });
    expect(given.messages()).toMatchObject([{ undelivered: 'On the suppression list: gone@example.com' }]);
  });
});

test('who is told is told which request it belongs to, in the feed', async () => {
  const records: unknown[] = [];
  const stop = given.world.feed.subscribe((record) => records.push(record));
  await send();
  stop();
  const [{ traceId } = { traceId: null }] = given.messages();
  expect(records).toMatchObject([{ kind: 'email', medium: 'EMAIL', to: TO, subject: 'Hello', traceId }]);
});
