import { z } from 'zod';
import { listOf, matching, text } from '../../../platform/checkInput.ts';
import type { CapturedMessage } from '../../../platform/CapturedMessage.ts';
import { addressIn } from '../addresses.ts';
import { type ReadEmail, readRaw } from '../readRaw.ts';
import { renderTemplate } from '../renderTemplate.ts';
import { badRequest, messageRejected } from '../errors.ts';
import { defineSesAction, type SesContext } from '../SesAction.ts';
import type { Identity, SesState } from '../createSesState.ts';
import { configurationSet } from './configurationSets.ts';
import { suppressionKey } from './suppressedDestinations.ts';

const content = z.object({ Data: z.string(), Charset: z.string().optional() });

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html: so no value holds a line break. */
const Headers = listOf(
  z.object({ Name: matching(1, 126, '[!-9;-@A-~]+'), Value: matching(1, 995, '[ -~]*') }),
  15,
);

/** Chosen: AWS names no number beside the size of the message. */
const MOST_ATTACHMENTS = 100;

const Attachments = listOf(
  z.object({
    RawContent: z.string(),
    FileName: text(1, 255),
    ContentType: text(1, 78).default('application/octet-stream'),
  }),
  MOST_ATTACHMENTS,
);

const extras = { Headers: Headers.optional(), Attachments: Attachments.optional() };

const TemplateContent = z.object({
  Subject: z.string().optional(),
  Text: z.string().optional(),
  Html: z.string().optional(),
});

const Content = z.object({
  Simple: z
    .object({
      Subject: content,
      Body: z.object({ Text: content.optional(), Html: content.optional() }),
      ...extras,
    })
    .optional(),
  Raw: z.object({ Data: text(1, Infinity) }).optional(),
  Template: z
    .object({
      TemplateName: text(1, 64).optional(),
      TemplateContent: TemplateContent.optional(),
      TemplateData: text(0, 262_144).optional(),
      ...extras,
    })
    .optional(),
});

/** Documented: in `To`, `Cc` and `Bcc` together. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MOST_RECIPIENTS = 50;

const addresses = z.array(z.string()).default([]);
const Destination = z
  .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
  .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] });

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html: the e-mail is kept instead of sent. */
export const sendEmail = defineSesAction(
  {
    FromEmailAddress: z.string().optional(),
    Destination,
    ReplyToAddresses: addresses,
    FeedbackForwardingEmailAddress: z.string().optional(),
    Content,
    EmailTags: listOf(z.object({ Name: text(1, 256), Value: text(1, 256) }), 50).optional(),
    ConfigurationSetName: z.string().optional(),
  },
  async (input, context) => {
    const { Destination: to, ReplyToAddresses, FeedbackForwardingEmailAddress } = input;
    const email = await readContent(input.Content, context);
    const from = input.FromEmailAddress ?? email.from;
    // The words are chosen.
    if (from === undefined) throw badRequest('Missing required header From.');
    const named = { to: to.ToAddresses, cc: to.CcAddresses, bcc: to.BccAddresses };
    // Documented: whom a raw message names counts where `Destination` names nobody.
    const isNamed = Object.values(named).some(({ length }) => length > 0);
    const recipients = isNamed ? named : email.recipients;
    const identity = verifiedIdentity(context, from);
    checkRecipients([...recipients.to, ...recipients.cc, ...recipients.bcc]);
    for (const each of ReplyToAddresses) addressIn(each);
    if (FeedbackForwardingEmailAddress !== undefined)
      verifiedIdentity(context, FeedbackForwardingEmailAddress);
    checkConfigurationSet(context.state, identity, input.ConfigurationSetName);
    const { from: _from, recipients: _recipients, replyTo: inReplyTo, ...rest } = email;
    const replyTo = ReplyToAddresses.length > 0 ? ReplyToAddresses.join(', ') : inReplyTo;
    return capture(context, { ...rest, ...(replyTo !== undefined && { replyTo }), from }, recipients);
  },
);

type Recipients = ReadEmail['recipients'];

type Content = z.output<typeof Content>;

async function readContent({ Simple, Raw, Template }: Content, { state }: SesContext): Promise<ReadEmail> {
  if ([Simple, Raw, Template].filter((each) => each !== undefined).length !== 1)
    // Documented: exactly one. The words are chosen.
    throw badRequest('Content has to be one of Simple, Raw and Template.');
  if (Raw) return readRaw(Raw.Data);
  const common = { ...extrasOf(Simple ?? Template), recipients: { to: [], cc: [], bcc: [] } };
  if (Template) return { ...common, ...renderTemplate(state, Template) };
  const { Subject, Body } = Simple ?? {};
  // Documented: a message has a body of text, of HTML, or both. The words are chosen.
  if (!Body?.Text && !Body?.Html) throw badRequest('The message has neither a text nor an HTML body.');
  return {
    ...common,
    subject: Subject?.Data ?? '',
    body: Body.Text?.Data ?? '',
    ...(Body.Html && { html: Body.Html.Data }),
  };
}

const extrasOf = ({
  Headers: headers,
  Attachments: attachments,
}: Partial<z.output<z.ZodObject<typeof extras>>> = {}) => ({
  ...(headers && { headers: headers.map(({ Name, Value }) => ({ name: Name, value: Value })) }),
  ...(attachments && {
    attachments: attachments.map(({ FileName, ContentType, RawContent }) => ({
      name: FileName,
      type: ContentType,
      bytes: Buffer.byteLength(RawContent, 'base64'),
    })),
  }),
});

/** Recorded: https://github.com/danilop/LambdAuth/issues/64 */
function verifiedIdentity({ state, world }: SesContext, from: string): Identity {
  const address = addressIn(from);
  const identity = state.identityOf(address);
  if (identity) return identity;
  throw messageRejected(
    'Email address is not verified. The following identities failed the check in region ' +
      `${world.account.region.toUpperCase()}: ${from === address ? from : `${from}, ${address}`}`,
  );
}

function checkRecipients(all: readonly string[]): void {
  // The words of both are those of the API's first version.
  if (all.length === 0) throw badRequest('Missing required recipients.');
  if (all.length > MOST_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
  for (const each of all) addressIn(each);
}

/** The one that the call names, or else its identity's. Documented: https://docs.aws.amazon.com/ses/latest/dg/managing-configuration-sets.html */
function checkConfigurationSet(state: SesState, identity: Identity, named: string | undefined): void {
  const usual = identity.configurationSetName;
  if (named === undefined && usual !== undefined && !state.configurationSets.has(usual))
    throw badRequest(`Configuration set <${usual}> does not exist.`);
  const name = named ?? usual;
  if (name === undefined || configurationSet(state, name).sendingEnabled) return;
  throw badRequest(`Sending is paused for configuration set ${name}.`);
}

function capture(
  { world, state, mailbox, call }: SesContext,
  email: Pick<CapturedMessage, 'subject' | 'body' | 'from'> & Partial<CapturedMessage>,
  { to, cc, bcc }: Recipients,
): object {
  const messageId = newMessageId(world.clock.now(), world.random.uuid());
  const suppressed = [...to, ...cc, ...bcc].filter((each) =>
    state.suppressed.has(suppressionKey(addressIn(each))),
  );
  mailbox.send(
    {
      ...email,
      medium: 'EMAIL',
      service: 'SES',
      messageId,
      to: to.join(', '),
      ...(cc.length > 0 && { cc: cc.join(', ') }),
      ...(bcc.length > 0 && { bcc: bcc.join(', ') }),
      ...(suppressed.length > 0 && { undelivered: `On the suppression list: ${suppressed.join(', ')}` }),
    },
    call.traceId,
  );
  return { MessageId: messageId };
}

/** The time in hexadecimal, a UUID, and nothing. Recorded: https://github.com/ks888/LambStatus/issues/97 */
const newMessageId = (now: number, uuid: string) =>
  `0100${now.toString(16).padStart(12, '0')}-${uuid}-000000`;
