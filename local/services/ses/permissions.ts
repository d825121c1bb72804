import { AwsError } from '../../platform/AwsError.ts';
import { arnOf } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { AccessRequest, ConditionContext } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { Ses } from './Ses.ts';

interface SesRequest {
  readonly EmailIdentity?: unknown;
  readonly ConfigurationSetName?: unknown;
  readonly FromEmailAddress?: unknown;
  readonly FeedbackForwardingEmailAddress?: unknown;
  readonly Destination?: unknown;
  readonly TemplateName?: unknown;
  readonly Content?: unknown;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export function sesPermissions(
  { account }: World,
  { identityOf }: Pick<Ses, 'identityOf'>,
): ServicePermissions {
  const on = (name: string, kind: string, member: keyof SesRequest) => (input: SesRequest) => {
    const named = input[member];
    return typeof named === 'string'
      ? [{ action: `ses:${name}`, resource: arnOf(account, 'ses', `${kind}/${named}`) }]
      : [];
  };
  const onIdentity = (name: string) => on(name, 'identity', 'EmailIdentity');
  const onSet = (name: string) => on(name, 'configuration-set', 'ConfigurationSetName');
  const onTemplate = (name: string) => on(name, 'template', 'TemplateName');
  const onAll = (name: string) => (): readonly AccessRequest[] => [{ action: `ses:${name}`, resource: '*' }];

  const toSend = (input: SesRequest): readonly AccessRequest[] => {
    const from = fromOf(input);
    if (from === undefined) return [];
    const context = contextOf(input, from);
    const address = bareAddress(from);
    // Recorded: a raw message needs the older action. https://github.com/anymail/django-anymail/issues/384
    const action = rawOf(input) === undefined ? 'ses:SendEmail' : 'ses:SendRawEmail';
    const request = (resource: string) => ({ action, resource: arnOf(account, 'ses', resource), context });
    const set = input.ConfigurationSetName;
    const template = membersOf(membersOf(input.Content)['Template'])['TemplateName'];
    return [
      request(`identity/${identityOf(address)}`),
      ...(typeof set === 'string' ? [request(`configuration-set/${set}`)] : []),
      ...(typeof template === 'string' ? [request(`template/${template}`)] : []),
    ];
  };

  return {
    denied: deniedInItsWords,
    actions: {
      CreateConfigurationSet: onSet('CreateConfigurationSet'),
      CreateEmailIdentity: onIdentity('CreateEmailIdentity'),
      CreateEmailTemplate: onTemplate('CreateEmailTemplate'),
      DeleteConfigurationSet: onSet('DeleteConfigurationSet'),
      DeleteEmailIdentity: onIdentity('DeleteEmailIdentity'),
      DeleteEmailTemplate: onTemplate('DeleteEmailTemplate'),
      DeleteSuppressedDestination: onAll('DeleteSuppressedDestination'),
      GetAccount: onAll('GetAccount'),
      GetConfigurationSet: onSet('GetConfigurationSet'),
      GetEmailIdentity: onIdentity('GetEmailIdentity'),
      GetEmailTemplate: onTemplate('GetEmailTemplate'),
      GetSuppressedDestination: onAll('GetSuppressedDestination'),
      ListConfigurationSets: onAll('ListConfigurationSets'),
      ListEmailIdentities: onAll('ListEmailIdentities'),
      ListEmailTemplates: onAll('ListEmailTemplates'),
      ListSuppressedDestinations: onAll('ListSuppressedDestinations'),
      PutConfigurationSetSendingOptions: onSet('PutConfigurationSetSendingOptions'),
      PutEmailIdentityConfigurationSetAttributes: onIdentity('PutEmailIdentityConfigurationSetAttributes'),
      PutSuppressedDestination: onAll('PutSuppressedDestination'),
      SendEmail: toSend,
      TestRenderEmailTemplate: onTemplate('TestRenderEmailTemplate'),
      UpdateEmailTemplate: onTemplate('UpdateEmailTemplate'),
    },
  };
}

/** Recorded: https://github.com/aws-samples/aws-serverless-batch-architecture/issues/1, with its quotes. */
function deniedInItsWords(message: string): AwsError {
  const [, principal, action, resource] =
    /^User: (\S+) is not authorized to perform: (\S+) on resource: (\S+)/.exec(message) ?? [];
  return new AwsError(
    'AccessDeniedException',
    `User \`${principal}' is not authorized to perform \`${action}' on resource \`${resource}'`,
    { status: 403 },
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const rawOf = ({ Content }: SesRequest) => textOf(membersOf(membersOf(Content)['Raw'])['Data']);

/** How far a raw message is looked through for who sends it. Its headers come first. */
const HEADER_BYTES = 64 * 1024;

function fromOf(input: SesRequest): string | undefined {
  const given = textOf(input.FromEmailAddress);
  const raw = rawOf(input);
  if (given !== undefined || raw === undefined) return given;
  const head = Buffer.from(raw.slice(0, HEADER_BYTES), 'base64')
    .toString('latin1')
    .split(/\r?\n\r?\n/)[0];
  return /^from:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(head ?? '')?.[1]?.replace(/\r?\n[ \t]/g, ' ');
}

const bareAddress = (address: string) => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();

/** https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html#iam-and-ses-examples-email-sending-condition-keys */
function contextOf(input: SesRequest, from: string): ConditionContext {
  const { ToAddresses, CcAddresses, BccAddresses } = membersOf(input.Destination);
  const recipients = () =>
    [ToAddresses, CcAddresses, BccAddresses]
      .flat()
      .flatMap((each) => (typeof each === 'string' ? [bareAddress(each)] : []));
  return {
    'ses:fromaddress': () => bareAddress(from),
    'ses:fromdisplayname': () =>
      from.includes('<')
        ? from
            .slice(0, from.lastIndexOf('<'))
            .trim()
            .replace(/^"(.*)"$/, '$1')
        : undefined,
    'ses:feedbackaddress': () => textOf(input.FeedbackForwardingEmailAddress),
    'ses:recipients': recipients,
    'ses:apiversion': () => '2',
  };
}
