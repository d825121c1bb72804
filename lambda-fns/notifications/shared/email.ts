import { lineOf } from '../../../model/texts.ts';
import type { Said } from '../../../model/notifications/facts.ts';
import type { Language } from '../../../model/notifications/kinds.ts';
import { phrases } from '../../../model/notifications/templates.ts';

/** An e-mail as it is handed over. */
export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EmailTo {
  readonly firstName: string;
  readonly language: Language;
  /** Ends the person's e-mails, without a password. */
  readonly unsubscribeUrl: string;
}

/**
 * What somebody was told as an e-mail. Every text is one line, and in HTML no markup: whoever chose a name, a service's or their
 * own, writes nothing else into it. The address to unsubscribe is ours alone.
 */
export const emailOf = ({ title, body }: Said, { firstName, language, unsubscribeUrl }: EmailTo): Email => {
  const { greeting, footer, unsubscribe } = phrases[language];
  const hello = greeting(lineOf(firstName).slice(0, MAX_NAME));
  const subject = lineOf(title);
  return {
    subject,
    text: [
      ...[hello, '', subject, lineOf(body), '', '-- ', footer],
      `${unsubscribe}: ${unsubscribeUrl}`,
    ].join('\n'),
    html: htmlOf(language, [hello, subject, lineOf(body), footer, unsubscribe], unsubscribeUrl),
    headers: headersOf(unsubscribeUrl),
  };
};

const MAX_NAME = 100;

/**
 * With both, mailboxes show a button that posts to the address: https://www.rfc-editor.org/rfc/rfc8058#section-3.1
 * Gmail and Yahoo ask for them: https://support.google.com/a/answer/81126
 */
const headersOf = (unsubscribeUrl: string) => ({
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

const htmlOf = (language: Language, texts: readonly string[], unsubscribeUrl: string) => {
  const [hello, subject, body, footer, unsubscribe] = texts.map(escapeHtml);
  const link = `<a href="${escapeHtml(unsubscribeUrl)}">${unsubscribe}</a>`;
  return `<!doctype html>
<html lang="${language.toLowerCase()}">
<meta charset="utf-8">
<title>${subject}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em">
<p>${hello}</p>
<h1 style="font-size: 1.25em">${subject}</h1>
<p>${body}</p>
<p style="font-size: 0.8em; color: #555">${footer} ${link}</p>
</body>
</html>
`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
