import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  DeleteEmailIdentityCommand,
  DeleteEmailTemplateCommand,
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetEmailIdentityCommand,
  GetEmailTemplateCommand,
  GetSuppressedDestinationCommand,
  ListConfigurationSetsCommand,
  ListEmailIdentitiesCommand,
  ListEmailTemplatesCommand,
  ListSuppressedDestinationsCommand,
  PutEmailIdentityConfigurationSetAttributesCommand,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
  TestRenderEmailTemplateCommand,
  UpdateEmailTemplateCommand,
} from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { givenSes } from './givenSes.ts';

const given = givenSes();

describe('an identity', () => {
  test('is verified at once, described, listed in pages, and deleted', async () => {
    for (const EmailIdentity of ['Desk@Example.COM', 'a.example', 'b.example'])
      expect(await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity }))).toMatchObject({
        VerifiedForSendingStatus: true,
      });
    const described = await given.ses.send(
      new GetEmailIdentityCommand({ EmailIdentity: 'Desk@example.com' }),
    );
    expect(described).toMatchObject({ IdentityType: 'EMAIL_ADDRESS', VerificationStatus: 'SUCCESS' });
    const first = await given.ses.send(new ListEmailIdentitiesCommand({ PageSize: 2 }));
    const second = await given.ses.send(new ListEmailIdentitiesCommand({ NextToken: first.NextToken }));
    expect(
      [...first.EmailIdentities!, ...second.EmailIdentities!].map(({ IdentityName }) => IdentityName),
    ).toEqual(['Desk@example.com', 'a.example', 'b.example']);

    await given.ses.send(new DeleteEmailIdentityCommand({ EmailIdentity: 'a.example' }));
    await expect(
      given.ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'a.example' })),
    ).rejects.toMatchObject({ name: 'NotFoundException', $metadata: { httpStatusCode: 404 } });
  });

  test('is made once, and of an address or a domain', async () => {
    await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'once.example' }));
    await expect(
      given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'ONCE.example' })),
    ).rejects.toMatchObject({
      name: 'AlreadyExistsException',
      message: 'Email identity ONCE.example already exist.',
    });
    for (const EmailIdentity of ['no domain', 'a@b@', '-a.example', 'localhost'])
      await expect(given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity }))).rejects.toMatchObject({
        name: 'BadRequestException',
      });
  });

  test('has a configuration set, or none', async () => {
    await given.ses.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'main' }));
    const EmailIdentity = 'sets.example';
    await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity, ConfigurationSetName: 'main' }));
    const nameNow = async () =>
      (await given.ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).ConfigurationSetName;
    expect(await nameNow()).toBe('main');
    await given.ses.send(new PutEmailIdentityConfigurationSetAttributesCommand({ EmailIdentity }));
    expect(await nameNow()).toBeUndefined();
    expect(
      await given.ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: 'main' })),
    ).toMatchObject({ SendingOptions: { SendingEnabled: true } });
    expect(await given.ses.send(new ListConfigurationSetsCommand({}))).toMatchObject({
      ConfigurationSets: ['main'],
    });
  });
});

test('an address is put on the suppression list and taken from it, whatever its case', async () => {
  const EmailAddress = 'Loud+1@Example.com';
  await given.ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
  const { SuppressedDestination } = await given.ses.send(
    new GetSuppressedDestinationCommand({ EmailAddress: 'loud+1@example.com' }),
  );
  expect(SuppressedDestination).toMatchObject({
    Reason: 'COMPLAINT',
    LastUpdateTime: new Date('2030-01-01'),
  });
  const listed = async (...Reasons: ('BOUNCE' | 'COMPLAINT')[]) =>
    (await given.ses.send(new ListSuppressedDestinationsCommand({ Reasons }))).SuppressedDestinationSummaries;
  expect(await listed('COMPLAINT', 'BOUNCE')).toHaveLength(1);
  expect(await listed('BOUNCE')).toEqual([]);
  await given.ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
  await expect(
    given.ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});

test('a template is kept, changed, tried and deleted', async () => {
  const TemplateName = 'stay';
  await given.ses.send(
    new CreateEmailTemplateCommand({ TemplateName, TemplateContent: { Subject: 'a', Text: 'b' } }),
  );
  await given.ses.send(
    new UpdateEmailTemplateCommand({ TemplateName, TemplateContent: { Subject: '{{a}}', Text: 'c' } }),
  );
  expect(await given.ses.send(new GetEmailTemplateCommand({ TemplateName }))).toMatchObject({
    TemplateContent: { Subject: '{{a}}', Text: 'c' },
  });
  const { RenderedTemplate } = await given.ses.send(
    new TestRenderEmailTemplateCommand({ TemplateName, TemplateData: '{"a":"x"}' }),
  );
  expect(RenderedTemplate).toContain('Subject: x');
  expect((await given.ses.send(new ListEmailTemplatesCommand({}))).TemplatesMetadata).toHaveLength(1);
  await expect(
    given.ses.send(
      new CreateEmailTemplateCommand({
        TemplateName: 'large',
        TemplateContent: { Text: 'x'.repeat(512_001) },
      }),
    ),
  ).rejects.toMatchObject({ name: 'BadRequestException' });
  await given.ses.send(new DeleteEmailTemplateCommand({ TemplateName }));
  await expect(given.ses.send(new GetEmailTemplateCommand({ TemplateName }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('the account is out of the sandbox', async () => {
  expect(await given.ses.send(new GetAccountCommand({}))).toMatchObject({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
  });
});

test('what is not of this version’s API is refused by its path', async () => {
  const answer = await fetch(`${given.url}/v2/email/contact-lists`, { headers: { authorization: SIGNED } });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
});

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=any/20300101/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=00';

test('the oldest of many messages are forgotten, and of large ones too', async () => {
  const EmailIdentity = 'many.example';
  await given.ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
  const send = (Data: string) =>
    given.ses.send(
      new SendEmailCommand({
        FromEmailAddress: `a@${EmailIdentity}`,
        Destination: { ToAddresses: ['b@c.example'] },
        Content: { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data } } } },
      }),
    );
  for (let count = 0; count < 501; count++)
    given.services.mailbox.send(
      { medium: 'TEXT', service: 'SNS', to: '+1', subject: '', body: `${count}` },
      null,
    );
  expect(given.messages()).toHaveLength(500);
  expect(given.messages()[0]).toMatchObject({ body: '1' });
  await send('x'.repeat(9_000_000));
  await send('y'.repeat(9_000_000));
  expect(given.messages().map(({ body }) => body[0])).toEqual(['y']);
});
