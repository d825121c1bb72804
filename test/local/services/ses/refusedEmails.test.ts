import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  DeleteConfigurationSetCommand,
  PutConfigurationSetSendingOptionsCommand,
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

describe('an e-mail is refused', () => {
  test.each<[string, Partial<SendEmailCommandInput>, string, string]>([
    [
      'from an address that is not verified',
      { FromEmailAddress: 'Eve <eve@elsewhere.example>' },
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region US-EAST-1: Eve <eve@elsewhere.example>, eve@elsewhere.example',
    ],
    [
      'from a domain that ends like one that is',
      { FromEmailAddress: 'eve@evilharbour.example' },
      'MessageRejected',
      'Email address is not verified',
    ],
    ['to nobody', { Destination: {} }, 'BadRequestException', 'Missing required recipients'],
    [
      'to 51',
      { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@b.example`) } },
      'BadRequestException',
      'Recipient count exceeds 50.',
    ],
    [
      'to two addresses in one',
      { Destination: { ToAddresses: ['a@b.example, c@d.example'] } },
      'BadRequestException',
      'Local address contains',
    ],
    [
      'to a name that needs quotes',
      { Destination: { ToAddresses: ['Karen, Chan <k@b.example>'] } },
      'BadRequestException',
      'Illegal address',
    ],
    [
      'to no address',
      { Destination: { ToAddresses: ['ann'] } },
      'BadRequestException',
      "Missing final '@domain'",
    ],
    ['to no domain', { Destination: { ToAddresses: ['ann@'] } }, 'BadRequestException', 'Missing domain'],
    [
      'whose recipient would be a further header',
      { Destination: { ToAddresses: [`${TO}\r\nBcc: eve@elsewhere.example`] } },
      'BadRequestException',
      'control',
    ],
    [
      'whose sender’s name would be a further header',
      { FromEmailAddress: `Ann\nBcc: eve@elsewhere.example <${FROM}>` },
      'BadRequestException',
      'control',
    ],
    [
      'whose header has a line break',
      {
        Content: {
          Simple: {
            Subject: { Data: 'a' },
            Body: { Text: { Data: 'b' } },
            Headers: [{ Name: 'X-A', Value: 'a\r\nBcc: eve@elsewhere.example' }],
          },
        },
      },
      'BadRequestException',
      'regular expression pattern',
    ],
    [
      'of neither text nor HTML',
      { Content: { Simple: { Subject: { Data: 'a' }, Body: {} } } },
      'BadRequestException',
      'neither a text nor an HTML body',
    ],
    ['of no content', { Content: {} }, 'BadRequestException', 'one of Simple, Raw and Template'],
    ['that is raw and empty', { Content: { Raw: { Data: Buffer.from('') } } }, 'BadRequestException', ''],
    [
      'of a template that is not there',
      { Content: { Template: { TemplateName: 'none' } } },
      'NotFoundException',
      'Template none does not exist.',
    ],
    [
      'of a template that lacks a value',
      { Content: { Template: { TemplateContent: { Subject: '{{a}}', Text: 'b' }, TemplateData: '{}' } } },
      'BadRequestException',
      "Attribute 'a' is not present",
    ],
    [
      'of a template with blocks, which are not here',
      { Content: { Template: { TemplateContent: { Subject: '{{#if a}}', Text: 'b' }, TemplateData: '{}' } } },
      'BadRequestException',
      'not supported here',
    ],
    [
      'by a configuration set that is not there',
      { ConfigurationSetName: 'none' },
      'NotFoundException',
      'Configuration set <none> does not exist.',
    ],
  ])('%s', async (_case, input, name, message) => {
    await expect(send(input)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(given.messages()).toEqual([]);
  });

  test('by a configuration set whose sending is paused, or that its identity had', async () => {
    const ConfigurationSetName = 'quiet';
    await given.ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName }));
    await given.ses.send(
      new CreateEmailIdentityCommand({ EmailIdentity: 'own@harbour.example', ConfigurationSetName }),
    );
    await send({ FromEmailAddress: 'own@harbour.example' });
    await given.ses.send(
      new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled: false }),
    );
    for (const input of [{ FromEmailAddress: 'own@harbour.example' }, { ConfigurationSetName }])
      await expect(send(input)).rejects.toThrow('Sending is paused for configuration set quiet.');
    await given.ses.send(new DeleteConfigurationSetCommand({ ConfigurationSetName }));
    await expect(send({ FromEmailAddress: 'own@harbour.example' })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    expect(given.messages()).toHaveLength(1);
  });
});
