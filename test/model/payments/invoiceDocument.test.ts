import { expect, test } from 'vitest';
import { invoiceDocument, type InvoicePage } from '../../../model/payments/invoiceDocument.ts';

const page: InvoicePage = {
  id: 'order:o-1',
  status: 'PAID',
  to: ['Ada Lovelace', 'To apartment 12'],
  createdOn: '2030-01-02T03:04:05.000Z',
  lines: [
    { text: 'Rolls (rolls-01)', units: 3, priceCents: 125, amountCents: 375 },
    { text: 'Nights', units: 2, priceCents: null, amountCents: 123_456_700 },
  ],
  amountCents: 123_457_075,
  refundedCents: 0,
  reason: '',
};

test('says what is paid for, for whom, and when', () => {
  const html = invoiceDocument(page);
  for (const text of [
    '<title>Invoice order:o-1</title>',
    '<dd>2030-01-02</dd>',
    '<dd>Ada Lovelace</dd><dd>To apartment 12</dd>',
    '<td>Rolls (rolls-01)</td><td>3</td><td>1.25</td><td>3.75</td>',
    '<td>Nights</td><td>2</td><td></td><td>1,234,567.00</td>',
    '<th scope="row" colspan="3">Total</th><td>1,234,570.75</td>',
  ])
    expect(html).toContain(text);
  expect(html).not.toContain('Given back');
});

test.each([
  ['CREATED', 'To be paid', '1,234,570.75'],
  ['PAID', 'Paid', '1,234,570.75'],
  ['CANCELED', 'To be paid', '0.00'],
] as const)('of one that is %s the last line is %s %s', (status, label, due) => {
  expect(invoiceDocument({ ...page, status })).toContain(
    `<th scope="row" colspan="3">${label}</th><td>${due}</td></tr>\n</tfoot>`,
  );
});

test('takes off what was given back', () => {
  const html = invoiceDocument({
    ...page,
    status: 'ADJUSTED',
    refundedCents: 75,
    reason: 'Units were missing',
  });
  expect(html).toContain('<th scope="row" colspan="3">Given back</th><td>−0.75</td>');
  expect(html).toContain('<th scope="row" colspan="3">Paid</th><td>1,234,570.00</td>');
  expect(html).toContain('<p>Units were missing</p>');
});

test('whatever a person, a product or a reason is called stays text', () => {
  const hostile = `</td><script>alert(1)</script><img src=x onerror="alert('&')">`;
  const html = invoiceDocument({
    ...page,
    id: hostile,
    to: [hostile],
    lines: [{ text: hostile, units: 1, priceCents: 1, amountCents: 1 }],
    reason: hostile,
  });
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;').length - 1).toBe(5);
});

test('loads and runs nothing, whatever else it says', () => {
  expect(invoiceDocument(page)).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});
