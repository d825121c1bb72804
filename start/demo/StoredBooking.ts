/** A booking's row, as far as the accounting reads it. */
export interface StoredBooking {
  readonly id: string;
  readonly status: string;
  /** Of a stay. */
  readonly apartmentId?: string;
  readonly startDate?: string;
  readonly endDate?: string;
}
