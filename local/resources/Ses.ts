import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource, type ResourceContext } from './common/ResourceType.ts';
import { flag, inert, text } from './common/properties.ts';

const run = (action: string, input: object, { services, world }: ResourceContext) =>
  callAction(services.ses.actions, action, input, cloudFormationCall(world));

/**
 * Verified at once: docs/decisions/042-mail.md.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html
 */
export const SesEmailIdentity = defineResource(
  z.strictObject({
    EmailIdentity: text,
    ConfigurationSetAttributes: z.strictObject({ ConfigurationSetName: text.optional() }).default({}),
    DkimAttributes: inert.optional(),
    DkimSigningAttributes: inert.optional(),
    FeedbackAttributes: inert.optional(),
    MailFromAttributes: inert.optional(),
    Tags: inert.optional(),
  }),
  async ({ EmailIdentity, ConfigurationSetAttributes }, context) => {
    await run('CreateEmailIdentity', { EmailIdentity, ...ConfigurationSetAttributes }, context);
    return { ref: EmailIdentity, attributes: dkimRecords(EmailIdentity) };
  },
  {
    replacedBy: ['EmailIdentity'],
    identifiedBy: ['EmailIdentity'],
    async update({ EmailIdentity, ConfigurationSetAttributes }, context, { ref, attributes = {} }) {
      const input = { EmailIdentity, ...ConfigurationSetAttributes };
      await run('PutEmailIdentityConfigurationSetAttributes', input, context);
      return { ref, attributes };
    },
    async remove({ ref }, context) {
      await run('DeleteEmailIdentity', { EmailIdentity: ref }, context);
    },
  },
);

/** Three names that a domain's owner would publish. Nothing is signed with their keys here. */
const dkimRecords = (domain: string) =>
  Object.fromEntries(
    [1, 2, 3].flatMap((number) => [
      [`DkimDNSTokenName${number}`, `local${number}._domainkey.${domain}`],
      [`DkimDNSTokenValue${number}`, `local${number}.dkim.amazonses.com`],
    ]),
  );

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html */
export const SesConfigurationSet = defineResource(
  z.strictObject({
    Name: text.optional(),
    SendingOptions: z.strictObject({ SendingEnabled: flag.optional() }).default({}),
    ArchivingOptions: inert.optional(),
    DeliveryOptions: inert.optional(),
    ReputationOptions: inert.optional(),
    SuppressionOptions: inert.optional(),
    Tags: inert.optional(),
    TrackingOptions: inert.optional(),
    VdmOptions: inert.optional(),
  }),
  async ({ Name, SendingOptions }, context) => {
    const ConfigurationSetName = Name ?? context.physicalName(64);
    await run('CreateConfigurationSet', { ConfigurationSetName, SendingOptions }, context);
    return { ref: ConfigurationSetName };
  },
  {
    replacedBy: ['Name'],
    identifiedBy: ['Name'],
    async update({ SendingOptions: { SendingEnabled = true } }, context, { ref }) {
      const input = { ConfigurationSetName: ref, SendingEnabled };
      await run('PutConfigurationSetSendingOptions', input, context);
      return { ref };
    },
    async remove({ ref }, context) {
      await run('DeleteConfigurationSet', { ConfigurationSetName: ref }, context);
    },
  },
);
