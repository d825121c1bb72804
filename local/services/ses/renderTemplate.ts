import { parseJson } from '../../platform/parseJson.ts';
import type { SesState, TemplateContent } from './createSesState.ts';
import type { ReadEmail } from './readRaw.ts';
import { badRequest, notFound } from './errors.ts';

interface TemplateInput {
  readonly TemplateName?: string | undefined;
  readonly TemplateContent?: TemplateContent | undefined;
  readonly TemplateData?: string | undefined;
}

/** A stored template, or one that the call brings, with its variables replaced. */
export function renderTemplate(
  { templates }: SesState,
  { TemplateName, TemplateContent: inline, TemplateData = '{}' }: TemplateInput,
): Pick<ReadEmail, 'subject' | 'body' | 'html'> {
  const content = inline ?? templates.get(TemplateName ?? '')?.content;
  // The words are those of the API's first version.
  if (!content) throw notFound(`Template ${TemplateName ?? ''} does not exist.`);
  return renderContent(content, TemplateData);
}

/** @param TemplateData JSON */
export function renderContent({ Subject = '', Text = '', Html }: TemplateContent, TemplateData: string) {
  const data = dataOf(TemplateData);
  return {
    subject: render(Subject, data),
    body: render(Text, data),
    ...(Html !== undefined && { html: render(Html, data, escapeHtml) }),
  };
}

function dataOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw badRequest('TemplateData is not valid JSON.');
  }
}

const VARIABLE = /\{\{\{?([^{}]*)\}?\}\}/g;

/**
 * Variables, as `{{name}}` or `{{guest.name}}`; three braces leave out the escaping of HTML. Handlebars' blocks and helpers,
 * which SES takes too, are refused, so that nobody is sent them as they are.
 * https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html
 */
function render(template: string, data: unknown, escape = (text: string) => text): string {
  return template.replace(VARIABLE, (whole, between: string) => {
    const name = between.trim();
    if (!/^[\w-]+(?:\.[\w-]+)*$/.test(name))
      throw badRequest(`${whole} of a template is not supported here.`);
    const value = valueOf(data, name.split('.'));
    // Recorded of a rendering failure: the variable is named. Here the call is refused; on AWS the e-mail is dropped later.
    if (value === undefined) throw badRequest(`Attribute '${name}' is not present in the rendering data.`);
    return whole.startsWith('{{{') ? value : escape(value);
  });
}

function valueOf(data: unknown, path: readonly string[]): string | undefined {
  let value: unknown = data;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
