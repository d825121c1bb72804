import { z } from 'zod';
import { matching, text } from '../../../platform/checkInput.ts';
import type { SesState, StoredTemplate, TemplateContent as Content } from '../createSesState.ts';
import { renderContent } from '../renderTemplate.ts';
import { alreadyExists, badRequest, notFound } from '../errors.ts';
import { defineSesAction, page, paginate } from '../SesAction.ts';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html */
const TemplateName = matching(1, 64, '[A-Za-z0-9_-]+');
const TemplateContent = z.object({
  Subject: z.string().optional(),
  Text: z.string().optional(),
  Html: z.string().optional(),
});

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html: of a template, text and HTML together. */
const LARGEST_TEMPLATE_BYTES = 500 * 1024;

function checkSize({ Subject = '', Text = '', Html = '' }: Content): void {
  if (Buffer.byteLength(Subject + Text + Html) > LARGEST_TEMPLATE_BYTES)
    throw badRequest(`A template has at most ${LARGEST_TEMPLATE_BYTES} bytes.`);
}

/** The words are those of the API's first version. */
function template({ templates }: SesState, name: string): StoredTemplate {
  const found = templates.get(name);
  if (!found) throw notFound(`Template ${name} does not exist.`);
  return found;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailTemplate.html */
export const createEmailTemplate = defineSesAction(
  { TemplateName, TemplateContent },
  ({ TemplateName: name, TemplateContent: content }, { state: { templates }, world }) => {
    if (templates.has(name)) throw alreadyExists(`Template ${name} already exists.`);
    checkSize(content);
    templates.set(name, { name, content, createdAt: world.clock.now() });
  },
);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateEmailTemplate.html */
export const updateEmailTemplate = defineSesAction(
  { TemplateName, TemplateContent },
  ({ TemplateName: name, TemplateContent: content }, { state }) => {
    checkSize(content);
    template(state, name).content = content;
  },
);

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailTemplate.html */
export const getEmailTemplate = defineSesAction({ TemplateName }, (input, { state }) => {
  const { name, content } = template(state, input.TemplateName);
  return { TemplateName: name, TemplateContent: content, Tags: [] };
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailTemplate.html */
export const deleteEmailTemplate = defineSesAction({ TemplateName }, (input, { state }) => {
  state.templates.delete(template(state, input.TemplateName).name);
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailTemplates.html */
export const listEmailTemplates = defineSesAction(page, (input, { state }) => {
  const { items, ...rest } = paginate(state.templates.values(), input);
  const TemplatesMetadata = items.map(({ name, createdAt }) => ({
    TemplateName: name,
    CreatedTimestamp: createdAt / 1000,
  }));
  return { TemplatesMetadata, ...rest };
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TestRenderEmailTemplate.html: what it comes to, as text. */
export const testRenderEmailTemplate = defineSesAction(
  { TemplateName, TemplateData: text(0, 262_144) },
  ({ TemplateName: name, TemplateData }, { state }) => {
    const { subject, body, html = '' } = renderContent(template(state, name).content, TemplateData);
    return { RenderedTemplate: [`Subject: ${subject}`, '', body, html].join('\r\n') };
  },
);
