import type { CapturedMessage } from '../../platform/CapturedMessage.ts';

/** Chosen: a message of more is an attack on its reader. */
const MOST_LINKS = 50;

/** The web addresses in a message, each once. Addresses of other kinds, such as `javascript:`, are not shown as links. */
export function linksOf({ body, html }: Pick<CapturedMessage, 'body' | 'html'>): readonly string[] {
  const inText = body.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  // A parsed document runs nothing and loads nothing.
  const anchors = new DOMParser().parseFromString(html ?? '', 'text/html').querySelectorAll('a[href]');
  const inHtml = [...anchors].map((anchor) => anchor.getAttribute('href') ?? '');
  return [...new Set([...inHtml, ...inText])].filter(isWebAddress).slice(0, MOST_LINKS);
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol);
}
