import { Button } from '../components/Button.tsx';
import { useSend } from '../data/hooks.ts';
import { BookingInvoiceDocument } from './bookings.documents.ts';

/** Fetches an invoice as it is now, and hands it over as a file: a page of HTML that needs nothing else. */
export function InvoiceLink({ id }: { readonly id: string }) {
  const { mutate, isPending } = useSend(BookingInvoiceDocument, []);
  const save = () =>
    mutate(
      { id },
      {
        onSuccess: ({ invoice }) => {
          if (invoice?.document) download(invoice.document, `invoice-${id.replace(':', '-')}.html`);
        },
      },
    );
  return (
    <Button kind="quiet" isPending={isPending} onPress={save}>
      Save the invoice
    </Button>
  );
}

function download(html: string, name: string): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
