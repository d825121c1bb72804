/** An apartment of Harbour House. */
export interface Flat {
  readonly id: string;
  /** Such as `201`. */
  readonly number: string;
  readonly apartmentType: string;
}
