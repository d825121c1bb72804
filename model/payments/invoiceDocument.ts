import type { InvoiceState } from './invoices.ts';

/** A line of an invoice: amounts in whole cents. */
export interface InvoiceLine {
  readonly text: string;
  readonly units: number;
  /** Of one unit; null where they have several prices. */
  readonly priceCents: number | null;
  readonly amountCents: number;
}

/** What an invoice's page says. */
export interface InvoicePage {
  readonly id: string;
  readonly status: InvoiceState;
  /** The person's name, and where it goes or was: lines of text. */
  readonly to: string[];
  /** ISO 8601. */
  readonly createdOn: string;
  readonly lines: InvoiceLine[];
  readonly amountCents: number;
  readonly refundedCents: number;
  /** Why it was given back or not paid; `''` where there is nothing to say. */
  readonly reason: string;
}

/**
 * An invoice as one page of HTML that loads nothing and runs nothing: names come from people, so every text is escaped, and
 * the page's own policy forbids the rest. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export const invoiceDocument = (page: InvoicePage): string => {
  const { id, status, to, createdOn, lines, amountCents, refundedCents, reason } = page;
  const title = `Invoice ${id}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><h1>Invoice</h1><p class="status">${labels[status]}</p></header>`,
    '<dl>',
    fact('Number', id),
    fact('Date', createdOn.slice(0, 10)),
    `<div><dt>For</dt>${to.map((line) => `<dd>${escaped(line)}</dd>`).join('')}</div>`,
    '</dl>',
    '<table>',
    '<thead><tr><th scope="col">What</th><th scope="col">Units</th><th scope="col">Price</th><th scope="col">Amount in EUR</th></tr></thead>',
    `<tbody>${lines.map((line) => rowOf(line)).join('')}</tbody>`,
    '<tfoot>',
    sumOf('Total', amountCents),
    ...(refundedCents > 0 ? [sumOf('Given back', -refundedCents)] : []),
    sumOf(dueLabels[status], dueCents(page)),
    '</tfoot>',
    '</table>',
    ...(reason ? [`<p>${escaped(reason)}</p>`] : []),
    '</body>',
    '</html>',
    '',
  ].join('\n');
};

/** What a page may hold of another's text: no character of it can end the text that it stands in. */
const escaped = (text: string) =>
  text
    .split('&')
    .join('&amp;')
    .split('<')
    .join('&lt;')
    .split('>')
    .join('&gt;')
    .split('"')
    .join('&quot;')
    .split("'")
    .join('&#39;');

const labels: Record<InvoiceState, string> = {
  CREATED: 'To be paid',
  PAID: 'Paid',
  ADJUSTED: 'Paid, and adjusted',
  CANCELED: 'Canceled',
};

const dueLabels: Record<InvoiceState, string> = {
  CREATED: 'To be paid',
  PAID: 'Paid',
  ADJUSTED: 'Paid',
  CANCELED: 'To be paid',
};

/** What is to be paid, or was and was kept. */
const dueCents = (page: InvoicePage) =>
  page.status === 'CANCELED' ? 0 : page.amountCents - page.refundedCents;

const fact = (name: string, text: string) => `<div><dt>${name}</dt><dd>${escaped(text)}</dd></div>`;

const rowOf = (line: InvoiceLine) => {
  const price = line.priceCents === null ? '' : eurosOf(line.priceCents);
  return `<tr><td>${escaped(line.text)}</td><td>${line.units}</td><td>${price}</td><td>${eurosOf(line.amountCents)}</td></tr>`;
};

const sumOf = (name: string, cents: number) =>
  `<tr><th scope="row" colspan="3">${name}</th><td>${eurosOf(cents)}</td></tr>`;

/** Whole cents with a comma at every thousand: `-1,234.50`. */
const eurosOf = (cents: number): string => {
  const digits = `00${Math.abs(cents)}`;
  const euros = `${parseInt(digits.slice(0, -2))}`;
  const groups = euros
    .split('')
    .map((digit, at) => (at > 0 && (euros.length - at) % 3 === 0 ? `,${digit}` : digit))
    .join('');
  return `${cents < 0 ? '−' : ''}${groups}.${digits.slice(-2)}`;
};

/** Black on white in every theme, because it is to be printed. A4 and Letter both have room for it. */
const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.5rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; border-bottom: 2px solid #1a1a1a; }
h1 { margin: 0; font-size: 1.75rem; }
.status { margin: 0; font-weight: 600; }
dl { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 1.25rem 0; }
dt { color: #555; font-size: 0.85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.4rem 0 0.4rem 0.75rem; border-bottom: 1px solid #ddd; text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; white-space: nowrap; }
th:first-child, td:first-child { min-width: 6rem; padding-left: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
thead th { color: #555; font-size: 0.85rem; font-weight: 500; white-space: normal; }
tfoot th { font-weight: 500; }
tfoot tr:last-child > * { border-bottom: 0; font-weight: 700; }
tr { break-inside: avoid; }
@media (max-width: 30rem) { body { padding: 1rem; font-size: 0.875rem; } }
@page { margin: 18mm; }
@media print { body { max-width: none; padding: 0; } thead { display: table-header-group; } tfoot { display: table-row-group; } }
`;
