import { createHash } from 'node:crypto';
import type { Language } from '../../../model/notifications/kinds.ts';
import { phrases } from '../../../model/notifications/templates.ts';

/** `gone` for every link that opens nothing: forged, used, of an earlier address, or of nobody. */
export type UnsubscribeState = 'asked' | 'ended' | 'gone';

/** Large enough for a thumb, and in the colours of whoever looks. */
const STYLE = `
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 12vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.5rem; line-height: 1.2; text-wrap: balance }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: 0 1.5rem; border-radius: .5rem; border: 1px solid }
`;

/** Nothing but the page itself: no script, no picture, no frame around it, and its address goes nowhere else. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** A page of fixed texts: nothing in it comes from a request or of a person. */
export const unsubscribePage = (state: UnsubscribeState, language: Language) => {
  const { title, text, button } = phrases[language].unsubscribing[state];
  return {
    headers: HEADERS,
    body: `<!doctype html>
<html lang="${language.toLowerCase()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
${button ? `<form method="post"><button>${button}</button></form>` : ''}
</main>
</html>
`,
  };
};
